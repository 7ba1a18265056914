//! The native contender: reads a piece of work a line, `kernel samples size steps repeat`, and answers with a line of
//! JSON, how many milliseconds it took and what it came to.

use std::io::{self, Write as _};
use std::time::Instant;

use gradient_figures_bench::Kernels;

fn main() -> io::Result<()> {
    let mut kernels: Option<Kernels> = None;
    for line in io::stdin().lines() {
        let line = line?;
        let refused = || io::Error::other(format!("`{line}` is no piece of work"));
        let mut words = line.split_whitespace();
        let kernel = words.next().ok_or_else(refused)?;
        let numbers: Vec<usize> = words.map_while(|word| word.parse().ok()).collect();
        let &[samples, size, steps, repeat] = numbers.as_slice() else { return Err(refused()) };

        let at_hand = kernels.take().filter(|kernels| kernels.dataset().len() == samples);
        let kernels = kernels.insert(match at_hand {
            Some(kernels) => kernels,
            None => Kernels::new(samples).map_err(io::Error::other)?,
        });
        let start = Instant::now();
        let values = kernels.run(kernel, size, steps, repeat);
        let time = start.elapsed().as_secs_f64() * 1000.0;
        println!("{{\"time\":{time:?},\"values\":{values:?}}}");
        io::stdout().flush()?;
    }
    Ok(())
}
