//! Damage, the same each time: what the small test and the long run share.

/// A source of numbers that gives the same ones for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }
}

/// A copy of `file` with one to eight faults.
pub fn damage(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len());
        let length = 1 + dice.roll(64);
        let end = bytes.len().min(at + length);
        match dice.roll(9) {
            0 | 1 if !bytes.is_empty() => bytes[at] ^= 1 << dice.roll(8),
            2 | 3 if !bytes.is_empty() => bytes[at] = dice.roll(256) as u8,
            4 => drop(bytes.drain(at..end)),
            5 => {
                let copy = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len());
                bytes.splice(to..to, copy);
            }
            6 => bytes[at..end].fill([0, 0xFF, b' ', b'9'][dice.roll(4)]),
            7 if dice.roll(4) == 0 => bytes.truncate(at),
            // A number in the text of the file becomes another.
            _ => {
                let digits = bytes[at..].iter().position(u8::is_ascii_digit);
                if let Some(digit) = digits {
                    bytes[at + digit] = b'0' + dice.roll(10) as u8;
                }
            }
        }
    }
    bytes
}
