//! Numbers as a reader writes them: what `www/format.js` does on the page.

/// Returns a value rounded for reading: four decimals, or four digits where it is small or large.
pub(crate) fn rounded(value: f64) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        (if value > 0.0 { "∞" } else { "−∞" }).to_owned()
    } else {
        tidy(&shortened(value))
    }
}

/// Returns a value in full, as it was set.
pub(crate) fn exact(value: f64) -> String {
    let size = value.abs();
    let is_plain = value == 0.0 || (1e-6..1e21).contains(&size);
    tidy(&if is_plain { value.to_string() } else { format!("{value:e}") })
}

/// Returns `= value` or `≈ value`, rounded for reading.
pub(crate) fn signed(value: f64) -> String {
    format!("{} {}", if is_rounded(value) { '≈' } else { '=' }, rounded(value))
}

/// Returns `= value` or `≈ value`, with as many decimals as tell it from −1, 0 and 1, where a verdict turns.
pub(crate) fn told(value: f64) -> String {
    if !value.is_finite() {
        return format!("≈ {}", rounded(value));
    }
    let mut written = shortened(value);
    for decimals in 5..18 {
        let read = read(&written);
        if read.to_bits() == value.to_bits() || !["-1", "0", "-0", "1"].contains(&read.to_string().as_str()) {
            break;
        }
        written = fixed(value, decimals);
    }
    format!("{} {}", if is_whole(&written, value) { '=' } else { '≈' }, tidy(&written))
}

/// Whether [`rounded`] loses more than float64's own noise in the last digits.
pub(crate) fn is_rounded(value: f64) -> bool {
    value.is_finite() && !is_whole(&shortened(value), value)
}

/// Returns a whole number with its digits in groups of three from 10 000 on.
pub(crate) fn grouped(value: usize) -> String {
    let digits = value.to_string();
    match value {
        0..10_000 => digits,
        10_000..1_000_000 => {
            let (head, tail) = digits.split_at(digits.len() - 3);
            format!("{head} {tail}")
        }
        #[expect(clippy::cast_precision_loss, reason = "four digits of it are written")]
        _ => rounded(value as f64),
    }
}

/// Returns a share as a percentage of one decimal.
pub(crate) fn percent(share: f64) -> String {
    rounded(read(&fixed(100.0 * share, 1)))
}

/// Returns the number that an option stands for, as an attribute of the element has it; NaN when it stands for none.
pub(crate) fn parse(text: &str) -> f64 {
    let text = text.trim().replacen(['−', '–'], "-", 1);
    let is_number = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    if is_number { text.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// Returns a finite value in four decimals, or in four digits where it is small or large.
fn shortened(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 {
        "0".to_owned()
    } else if !(1e-3..1e6).contains(&size) {
        let written = format!("{value:.60e}");
        let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        match cut(mantissa, 3) {
            // The rounding has made a digit more.
            ten if ten.trim_start_matches('-').starts_with("10.") => {
                let exponent = exponent.parse::<i32>().unwrap_or(0) + 1;
                format!("{}e{exponent}", ten.replacen("10.0", "1.0", 1))
            }
            digits => format!("{digits}e{exponent}"),
        }
    } else if size < 0.01 {
        fixed(value, 6)
    } else if size < 0.1 {
        fixed(value, 5)
    } else {
        fixed(value, 4)
    }
}

/// Returns a value with so many decimals; halves go away from 0, as in JavaScript.
fn fixed(value: f64, decimals: usize) -> String {
    cut(&format!("{value:.80}"), decimals)
}

/// Cuts a decimal number down to so many decimals, one at least, by its next digit.
fn cut(written: &str, decimals: usize) -> String {
    let Some((whole, fraction)) = written.split_once('.') else { return written.to_owned() };
    let (kept, rest) = fraction.split_at(decimals.min(fraction.len()));
    let mut digits: Vec<u8> = [whole, ".", kept].concat().into_bytes();
    let mut carries = rest.as_bytes().first().is_some_and(|&digit| digit >= b'5');
    for digit in digits.iter_mut().rev().filter(|digit| digit.is_ascii_digit()) {
        if !carries {
            break;
        }
        carries = *digit == b'9';
        *digit = if carries { b'0' } else { *digit + 1 };
    }
    if carries {
        let first = usize::from(digits.first() == Some(&b'-'));
        digits.insert(first, b'1');
    }
    String::from_utf8_lossy(&digits).into_owned()
}

/// Whether what is written stands for a value up to float64's own noise in the last digits.
fn is_whole(written: &str, value: f64) -> bool {
    (read(written) - value).abs() <= 1e-12 * value.abs()
}

fn read(written: &str) -> f64 {
    written.parse().unwrap_or(f64::NAN)
}

/// Writes a decimal such as `1.5e-7` or `-3.20` with a true minus, a power of ten and no idle zeros.
fn tidy(written: &str) -> String {
    let (mantissa, exponent) =
        written.split_once('e').map_or((written, None), |(mantissa, exponent)| (mantissa, Some(exponent)));
    let digits = match mantissa.contains('.') {
        true => mantissa.trim_end_matches('0').trim_end_matches('.'),
        false => mantissa,
    };
    let number = match (exponent, digits) {
        (None, "-0") => "0".to_owned(),
        (None, digits) => digits.to_owned(),
        (Some(exponent), "1") => format!("10{}", raised(exponent)),
        (Some(exponent), "-1") => format!("-10{}", raised(exponent)),
        (Some(exponent), digits) => format!("{digits}×10{}", raised(exponent)),
    };
    number.replacen('-', "−", 1)
}

fn raised(exponent: &str) -> String {
    const SUPERSCRIPT: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| c.to_digit(10).map_or('⁻', |digit| SUPERSCRIPT[digit as usize]);
    exponent.chars().filter(|&c| c != '+').map(raise).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cases of tests/format.test.mjs.
    #[test]
    fn numbers_are_written_as_on_the_page() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-1.536_000_000_000_000_3, "−1.536"),
            (15.479_341_055_999_998, "15.4793"),
            (0.001_234_5, "0.001234"),
            (-18.575_209_267_200_03, "−18.5752"),
            (999_999.4, "999999.4"),
            (999_999.999_99, "1000000"),
            (1e6, "10⁶"),
            (9.9999e9, "10¹⁰"),
            (-1e154, "−10¹⁵⁴"),
            (1.5e10, "1.5×10¹⁰"),
            (-3.2e-7, "−3.2×10⁻⁷"),
            (5e-324, "4.941×10⁻³²⁴"),
            (0.031_25, "0.03125"),
            (0.781_25, "0.7813"),
            (f64::INFINITY, "∞"),
            (f64::NEG_INFINITY, "−∞"),
            (f64::NAN, "NaN"),
            (100.0, "100"),
        ];
        for (value, text) in cases {
            assert_eq!(rounded(value), text);
        }
        for (value, text) in
            [(0.1, "0.1"), (-3.0, "−3"), (1e21, "10²¹"), (1.25e-9, "1.25×10⁻⁹"), (100.0, "100"), (0.0, "0")]
        {
            assert_eq!(exact(value), text);
        }
        for (value, text) in [
            (0.8, "= 0.8"),
            (1.0 - 2.0 * 0.7, "= −0.4"),
            (-1.0, "= −1"),
            (0.0, "= 0"),
            (-1.00002, "= −1.00002"),
            (1.0 / 3.0, "≈ 0.3333"),
            (1.0 - 2e-9, "= 0.999999998"),
            (f64::NEG_INFINITY, "≈ −∞"),
        ] {
            assert_eq!(told(value), text);
        }
        assert_eq!([signed(1.0 / 3.0), signed(0.5)], ["≈ 0.3333", "= 0.5"]);
        assert_eq!(
            [36, 9999, 10_000, 180_573, 4_029_000_000].map(grouped),
            ["36", "9999", "10 000", "180 573", "4.029×10⁹"]
        );
    }

    #[test]
    fn numbers_are_read_as_from_an_attribute() {
        for (text, value) in [("0.5", 0.5), ("−3", -3.0), (" 1e3 ", 1000.0), ("+.5", 0.5)] {
            assert!((parse(text) - value).abs() < 1e-15, "{text}");
        }
        for text in ["", " ", "abc", "0x10", "1e", "-", "inf", "NaN", "1,5"] {
            assert!(parse(text).is_nan(), "{text}");
        }
    }
}
