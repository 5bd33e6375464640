//! Asking for memory before it is looked into.

/// Has the processor fetch what will be looked into soon, without waiting for it. It changes nothing but how long that takes.
#[inline(always)]
pub(crate) fn fetch<T>(what: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: nothing is read, and the instruction is on every processor of this kind.
        #[allow(unsafe_code)]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(what).cast());
        }
    }
    // Elsewhere it is fetched when it is looked into.
    #[cfg(not(target_arch = "x86_64"))]
    let _ = what;
}
