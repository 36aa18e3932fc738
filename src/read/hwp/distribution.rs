//! Distribution documents: the text is encrypted with a key that stands before it.

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, KeyInit};

/// The record that holds the key.
const KEY_TAG: u32 = 28;
const KEY_SIZE: usize = 256;

/// The stream behind the key, decrypted.
pub(super) fn decrypt(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    let head = u32::from_le_bytes(*head);
    let (data, sealed) = rest.split_first_chunk::<KEY_SIZE>()?;
    if head & 0x3FF != KEY_TAG || (head >> 20) as usize != KEY_SIZE {
        return None;
    }
    let key = key(data)?;
    let cipher = Aes128::new_from_slice(&key).ok()?;
    let mut plain = sealed[..sealed.len() / 16 * 16].to_vec();
    for block in plain.chunks_exact_mut(16) {
        cipher.decrypt_block(block.try_into().ok()?);
    }
    Some(plain)
}

fn key(data: &[u8; KEY_SIZE]) -> Option<[u8; 16]> {
    let seed = u32::from_le_bytes([data[0], data[1], data[2], data[3]]);
    let plain = unmask(data, seed);
    let offset = 4 + (seed & 0xF) as usize;
    plain.get(offset..offset + 16)?.try_into().ok()
}

/// Takes off the mask of bytes that the random numbers from `seed` on make.
pub(super) fn unmask(data: &[u8; KEY_SIZE], seed: u32) -> [u8; KEY_SIZE] {
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        (state >> 16) & 0x7FFF
    };
    let mut plain = *data;
    let (mut mask, mut left) = (0, 0);
    for (at, byte) in plain.iter_mut().enumerate() {
        if left == 0 {
            mask = (random() & 0xFF) as u8;
            left = (random() & 0xF) + 1;
        }
        if at >= 4 {
            *byte ^= mask;
        }
        left -= 1;
    }
    plain
}
