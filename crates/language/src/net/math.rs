//! Smooth functions of the network, the same to the bit wherever they run: no call into the system's library.

/// Adding it leaves no room for a fraction.
pub const ROUND: f32 = 12_582_912.0;

/// The whole number in a sum with [`ROUND`]; a cast would not be done many at a time.
#[inline(always)]
pub fn whole(sum: f32) -> i32 {
    sum.to_bits().wrapping_sub(ROUND.to_bits()) as i32
}

/// e to the power of `x`, to six digits.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * 0.008_333_334))));
    p * f32::from_bits(((whole(rounded) + 127) as u32) << 23)
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 / (1.0 + exp(-2.0 * x)) - 1.0
}

/// Turns scores into shares that add up to one.
pub fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for s in scores.iter_mut() {
        *s = exp(*s - top);
        sum += *s;
    }
    scores.iter_mut().for_each(|s| *s /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_near_to_the_exact_ones() {
        for n in -300..300 {
            let x = n as f32 * 0.1;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
            assert!((tanh(x) - x.tanh()).abs() < 1e-5, "{x}");
        }
        assert_eq!(sigmoid(-1000.0).max(1e-30), 1e-30);
        let mut shares = [1000.0, 1000.0, -1000.0];
        softmax(&mut shares);
        assert!(shares[..2] == [0.5, 0.5] && shares[2] < 1e-30);
    }
}
