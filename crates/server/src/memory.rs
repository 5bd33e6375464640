//! How memory is asked for: a server needs the same again with the next request.

/// Memory that a thread has given back is kept for what it asks next, up to some megabytes. Otherwise the C library hands most of
/// it back to the system after each answer, and each answer waits for empty pages anew.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn keep() {
    const M_TRIM_THRESHOLD: i32 = -1;
    const M_MMAP_THRESHOLD: i32 = -3;
    // So many bytes at the end of a heap are handed back; pieces of so many are asked from the system one by one.
    const TRIM: i32 = 4 << 20;
    const ALONE: i32 = 2 << 20;
    // SAFETY: the C library's function as its manual describes it; it only sets numbers of the allocator, under its own lock.
    #[allow(unsafe_code)]
    unsafe {
        unsafe extern "C" {
            fn mallopt(what: i32, value: i32) -> i32;
        }
        mallopt(M_TRIM_THRESHOLD, TRIM);
        mallopt(M_MMAP_THRESHOLD, ALONE);
    }
}

/// Elsewhere memory is kept as the system sees fit.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn keep() {}
