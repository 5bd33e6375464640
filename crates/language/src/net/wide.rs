//! Runs the inner loops with the widest vectors that the processor has.
//!
//! Sums are taken in one order whatever the width, so the results are the same to the bit on all processors that multiply
//! and add in one step (x86-64 since 2013); on older ones the last bits may differ.

/// An inner loop.
pub trait Work {
    /// Does it; `FUSED` where multiplying and adding is one step. Must be inlined, or it is not compiled for the width.
    fn run<const FUSED: bool>(self);
}

/// Does `work` with the widest vectors there are.
pub fn widest<W: Work>(work: W) {
    #[cfg(target_arch = "x86_64")]
    {
        #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
        fn of_512<W: Work>(work: W) {
            work.run::<true>();
        }
        #[target_feature(enable = "avx2,fma")]
        fn of_256<W: Work>(work: W) {
            work.run::<true>();
        }
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512f") && has!("avx512vl") && has!("avx512bw") && has!("avx512dq") && has!("fma") {
            // SAFETY: the processor has just been asked for these features, and has AVX2 with them.
            #[allow(unsafe_code)]
            return unsafe { of_512(work) };
        }
        if has!("avx2") && has!("fma") {
            // SAFETY: the processor has just been asked for both features.
            #[allow(unsafe_code)]
            return unsafe { of_256(work) };
        }
    }
    work.run::<false>();
}
