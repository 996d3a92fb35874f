//! Seeded chance. One named generator (PCG-XSH-RR 64/32, O'Neill 2014), so that a seed gives
//! the same numbers in every browser and natively, in this version and the next.

use rand::SeedableRng;
use rand_pcg::Pcg32;

/// The generator of all simulations.
pub type Rng = Pcg32;

/// The generator of one strand of a simulation. Strands of one seed are independent, so that
/// a new consumer of chance leaves the others' numbers as they were.
pub fn strand(seed: u64, strand: u64) -> Rng {
    // The generator's stream is odd and 63 bits long: `seed_from_u64` would give all strands
    // the same one.
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&mix(seed).to_le_bytes());
    bytes[8..].copy_from_slice(&mix(strand ^ mix(seed ^ 0x9e37_79b9_7f4a_7c15)).to_le_bytes());
    Rng::from_seed(bytes)
}

/// SplitMix64's finaliser: neighbouring seeds give unrelated states.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
