//! Files of every encoding and format.

mod damage;
mod faults;
mod files;
mod mutation;
mod same;
mod tables;
