//! What the record costs by itself, without the reading: readings added to a dossier, one by one or many together.
//!
//! ```sh
//! entente extract more/ -o readings.jsonl
//! cargo run --release -p entente-dossier --example record -- DOSSIER readings.jsonl [TOGETHER]
//! ```
//!
//! First what is stale is folded. Then the readings are added, so many together, and what they touch is folded each time.

use std::{
    env,
    error::Error,
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    time::{Duration, Instant},
};

use entente_dossier::{Dossier, Filter, NewSource};
use entente_model::Reading;

#[expect(clippy::print_stdout, reason = "the times are the result")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(folder), Some(readings)) = (arguments.next(), arguments.next()) else {
        return Err("record DOSSIER READINGS.jsonl [TOGETHER]".into());
    };
    let together = arguments.next().map_or(Ok(1), |number| number.parse::<usize>())?.max(1);
    let (mut dossier, took) = timed(|| Dossier::open(Path::new(&folder)))?;
    println!("opened in {:.1} ms", ms(took));
    let ((), took) = timed(|| dossier.refresh())?;
    println!("what was stale: {:.2} s", took.as_secs_f64());
    let mut steps: [(&str, Vec<Duration>); 3] =
        [("made ready", Vec::new()), ("written", Vec::new()), ("folded", Vec::new())];
    let mut lines = BufReader::new(File::open(&readings)?).lines();
    loop {
        let some: Vec<String> = lines.by_ref().take(together).collect::<Result<_, _>>()?;
        if some.is_empty() {
            break;
        }
        let some = some.iter().map(|line| serde_json::from_str(line)).collect::<Result<Vec<Reading>, _>>()?;
        let ready = |reading: Reading| {
            let bytes = reading.text.clone().into_bytes();
            NewSource::new(&reading.origin.clone(), &bytes, "{}", "bench", vec![reading])
        };
        let (sources, took) = timed(|| Ok(some.into_iter().map(ready).collect::<Vec<_>>()))?;
        steps[0].1.push(took);
        steps[1].1.push(timed(|| dossier.add_all(&sources, "2026-01-01T00:00:00Z"))?.1);
        steps[2].1.push(timed(|| dossier.refresh())?.1);
    }
    for (step, mut times) in steps {
        times.sort_unstable();
        let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
        let at = |share| at(share).copied().map_or(0.0, ms);
        let sum: Duration = times.iter().sum();
        println!(
            "{step}: {} times {together}, {:.2} s in all, half within {:.1} ms, 9 of 10 within {:.1}, at most {:.1}",
            times.len(),
            sum.as_secs_f64(),
            at(50),
            at(90),
            at(100)
        );
    }
    let greatest = Filter { top: Some(50), ..Filter::default() };
    println!("fifty people: {:.1} ms", ms(timed(|| dossier.people_standing(&greatest))?.1));
    println!("fifty events: {:.1} ms", ms(timed(|| dossier.timeline(&greatest))?.1));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn timed<T>(
    work: impl FnOnce() -> Result<T, entente_dossier::DossierError>,
) -> Result<(T, Duration), entente_dossier::DossierError> {
    let begun = Instant::now();
    let done = work()?;
    Ok((done, begun.elapsed()))
}
