//! The files that are measured with: the same bytes on every machine, made once and kept.
//!
//! Seven files in ten hold words, which compress like real text; three hold noise, which
//! compresses as little as a photograph.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A range of file sizes and its share of all bytes, in percent.
type Band = (u64, u64, u64);

/// Pages, mails and letters; photographs and saved pages; scans and PDFs; recordings.
const MIXED: [Band; 4] = [
    (1_000, 50_000, 10),
    (100_000, 1_000_000, 20),
    (1_000_000, 16_000_000, 40),
    (100_000_000, 400_000_000, 30),
];

/// Returns a file of `size_bytes` of noise.
pub fn large(folder: &Path, size_bytes: u64) -> Result<PathBuf> {
    let path = folder.join("large.bin");
    if fs::metadata(&path).is_ok_and(|found| found.len() == size_bytes) {
        return Ok(path);
    }
    println!("Making {} of {size_bytes} bytes.", name(&path));
    write(&path, size_bytes, false, &mut Noise(1))?;
    Ok(path)
}

/// Returns a tree of `count` files of 1 to 50 kB, which differ for each `seed`.
pub fn small(folder: &Path, count: u32, seed: u64) -> Result<PathBuf> {
    tree(
        &folder.join(format!("small-{seed}-{count}")),
        |root, noise| {
            for number in 0..count {
                let size_bytes = noise.size(1_000, 50_000);
                one(root, number, size_bytes, noise)?;
            }
            Ok(())
        },
        seed,
    )
}

/// Returns a tree of about `total_bytes` in files of all sizes, as archives hold them.
pub fn mixed(folder: &Path, total_bytes: u64) -> Result<PathBuf> {
    tree(
        &folder.join(format!("mixed-{}-mb", total_bytes / 1_000_000)),
        |root, noise| {
            let mut number = 0;
            for (least, most, percent) in MIXED {
                let mut left = total_bytes / 100 * percent;
                while left > 0 {
                    let size_bytes = noise.size(least, most).min(left);
                    one(root, number, size_bytes, noise)?;
                    left -= size_bytes;
                    number += 1;
                }
            }
            Ok(())
        },
        7,
    )
}

/// Returns all files below `root`, relative to it, in order of name.
pub fn files(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        for file in fs::read_dir(folder.path())? {
            let (folder, file) = (folder.file_name(), file?.file_name());
            found.push(format!("{}/{}", folder.to_string_lossy(), file.to_string_lossy()));
        }
    }
    found.sort();
    Ok(found)
}

/// Returns the size of all files below `root`.
pub fn size(root: &Path) -> Result<u64> {
    let sizes = files(root)?.into_iter().map(|file| Ok(fs::metadata(root.join(file))?.len()));
    sizes.sum()
}

/// Makes a tree under another name and renames it when it is whole: half a tree is never used.
fn tree(
    root: &Path,
    fill: impl FnOnce(&Path, &mut Noise) -> Result<()>,
    seed: u64,
) -> Result<PathBuf> {
    if !root.exists() {
        println!("Making {}.", name(root));
        let half_made = root.with_extension("half-made");
        if half_made.exists() {
            fs::remove_dir_all(&half_made)?;
        }
        fs::create_dir_all(&half_made)?;
        fill(&half_made, &mut Noise(seed))?;
        fs::rename(&half_made, root)?;
    }
    Ok(root.to_path_buf())
}

fn one(root: &Path, number: u32, size_bytes: u64, noise: &mut Noise) -> Result<()> {
    let folder = root.join(format!("{:04}", number / 100));
    fs::create_dir_all(&folder)?;
    let words = number % 10 < 7;
    let extension = if words { "txt" } else { "bin" };
    write(&folder.join(format!("{number:06}.{extension}")), size_bytes, words, noise)
}

fn write(path: &Path, size_bytes: u64, words: bool, noise: &mut Noise) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot make {}", path.display()))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let mut left = usize::try_from(size_bytes).context("a file larger than memory can count")?;
    while left > 0 {
        let random = noise.next();
        let piece: &[u8] = if words { word(random) } else { &random.to_le_bytes() };
        let taken = &piece[..piece.len().min(left)];
        file.write_all(taken)?;
        left -= taken.len();
    }
    file.into_inner().context("cannot write out the last bytes")?;
    Ok(())
}

/// A few dozen words, in any order: compresses about as well as real text.
fn word(random: u64) -> &'static [u8] {
    const WORDS: [&str; 64] = [
        "the ",
        "of ",
        "and ",
        "said ",
        "on ",
        "to ",
        "court ",
        "in ",
        "a ",
        "was ",
        "six ",
        "were ",
        "that ",
        "he ",
        "for ",
        "by ",
        "with ",
        "at ",
        "their ",
        "which ",
        "prison ",
        "families ",
        "sentenced ",
        "according ",
        "statement ",
        "Wednesday ",
        "November ",
        "lawyer ",
        "judge ",
        "others ",
        "one ",
        "report ",
        "agency ",
        "province ",
        "not ",
        "had ",
        "been ",
        "from ",
        "officials ",
        "names ",
        "two ",
        "hearing ",
        "after ",
        "before ",
        "released ",
        "arrested ",
        "letter ",
        "signed ",
        "witness ",
        "photograph ",
        "recorded ",
        "city ",
        "morning ",
        "village ",
        "road ",
        "water ",
        "record ",
        "page ",
        "copy ",
        "source ",
        "\n",
        ", ",
        ". ",
        "دادگاه ",
    ];
    WORDS[usize::from(random.to_le_bytes()[0]) % WORDS.len()].as_bytes()
}

/// SplitMix64: small, quick, and the same everywhere. Never for anything secret.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Returns a size between the two, small ones as likely to be met as in real folders.
    fn size(&mut self, least: u64, most: u64) -> u64 {
        // Halve the upper end at random: close to even on a logarithmic scale.
        let halvings = self.next() % u64::from((most / least).ilog2().max(1) + 1);
        let upper = (most >> halvings).max(least + 1);
        let lower = (upper / 2).max(least);
        lower + self.next() % (upper - lower).max(1)
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
