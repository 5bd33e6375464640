//! What a program costs: processor time, memory, and how busy the machine is besides, as the kernel counts it.

/// The most memory that this program has held so far, in words.
pub fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|l| l.strip_prefix("VmHWM:")).and_then(|l| l.trim().split(' ').next()?.parse::<f64>().ok());
    peak.map_or("memory unknown".into(), |kib| format!("{:.2} GiB at most", kib / 1048576.0))
}

/// Seconds of processors that a program has had, all its threads together; `"self"` is this one.
pub fn processor(pid: &str) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    // The kernel's clock ticks a hundred times a second for programs.
    (ticks(11) + ticks(12)) / 100.0
}

/// How many programs wanted a processor, a mean of the last minute.
pub fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").unwrap_or_default().split(' ').next().unwrap_or("unknown").into()
}
