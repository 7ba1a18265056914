//! Numbers as tick labels.

/// Returns `digits` × 10^`exponent` as a reader writes it: plainly from 0.001 to below a million, else as 2.5×10¹⁰.
pub(super) fn decimal(digits: i32, exponent: i32) -> String {
    if digits == 0 {
        return "0".to_owned();
    }
    let sign = if digits < 0 { "−" } else { "" };
    let written = digits.unsigned_abs().to_string();
    let significant = written.trim_end_matches('0');
    let magnitude = as_i32(written.len()) - 1 + exponent;
    let number = match magnitude {
        -3..0 => format!("0.{}{significant}", "0".repeat(as_usize(-magnitude - 1))),
        0..6 => {
            let whole = as_usize(magnitude + 1);
            match significant.split_at_checked(whole) {
                Some((whole, "")) => whole.to_owned(),
                Some((whole, rest)) => format!("{whole}.{rest}"),
                None => format!("{significant:0<whole$}"),
            }
        }
        // `split_at` would bring the words for a letter cut in two into the module.
        _ => match significant.split_at_checked(1) {
            Some(("1", "")) | None => power_of_ten(magnitude),
            Some((first, "")) => format!("{first}×{}", power_of_ten(magnitude)),
            Some((first, rest)) => format!("{first}.{rest}×{}", power_of_ten(magnitude)),
        },
    };
    format!("{sign}{number}")
}

/// Returns 10 with `exponent` in superscript.
pub(super) fn power_of_ten(exponent: i32) -> String {
    const SUPERSCRIPT: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| c.to_digit(10).map_or('⁻', |digit| SUPERSCRIPT[as_usize_digit(digit)]);
    format!("10{}", exponent.to_string().chars().map(raised).collect::<String>())
}

#[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "the digits of an i32")]
fn as_i32(length: usize) -> i32 {
    length as i32
}

#[expect(clippy::cast_sign_loss, reason = "called with what is not negative")]
fn as_usize(value: i32) -> usize {
    value as usize
}

fn as_usize_digit(digit: u32) -> usize {
    digit as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_readable() {
        let cases = [
            ((0, 5), "0"),
            ((-10, 0), "−10"),
            ((75, 0), "75"),
            ((125, -1), "12.5"),
            ((5, -3), "0.005"),
            ((25, -3), "0.025"),
            ((5, 5), "500000"),
            ((100, 4), "10⁶"),
            ((25, 9), "2.5×10¹⁰"),
            ((-2, 154), "−2×10¹⁵⁴"),
            ((1, -4), "10⁻⁴"),
        ];
        for ((digits, exponent), expected) in cases {
            assert_eq!(decimal(digits, exponent), expected);
        }
    }
}
