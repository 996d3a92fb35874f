//! Who comes nearer to the truth: every sentence over 20 seeds or splits, with the models that the exhibit runs.

use crate::{
    Fault, Measurement, Part, Values,
    measuring::note,
    numerics::{quantile::mean_and_error, random::strand},
    papers::fourier_density::{
        baseline::Baseline,
        contest::{Contest, Entry, Outcome, Runner},
        em::EmSearch,
        source::Source,
        targets::modes,
        training::Plan,
    },
};

/// Seeds, and splits of the data, over which a contest goes.
const MANY: u64 = 20;

fn seeds(values: &Values) -> impl Iterator<Item = u64> {
    let first = values.seed("seed");
    (0..MANY).map(move |i| first.wrapping_add(i))
}

/// The setting's series.
fn series(values: &Values) -> (Runner, usize) {
    (Runner::Series { gamma: values.number("gamma") }, values.count("terms"))
}

fn other(which: Baseline, values: &Values) -> (Runner, usize) {
    (Runner::Other(which), values.count("components"))
}

/// Outcomes of a runner over the seeds.
fn outcomes(
    contest: &Contest,
    (runner, size): (Runner, usize),
    seeds: impl Iterator<Item = u64>,
) -> Result<Vec<Outcome>, Fault> {
    seeds.map(|seed| Ok(contest.outcome(&Entry { runner, size, seed })?)).collect()
}

/// Mean lead with its standard error, and on how many seeds it is positive.
fn lead(leads: &[f64], en: &str, zh: &str) -> Measurement {
    let (mean, error) = mean_and_error(leads);
    let won = leads.iter().filter(|lead| **lead > 0.0).count();
    let many = leads.len();
    Measurement::estimate(
        mean,
        error,
        note(
            format!("{en} Mean over {many} seeds; better on {won} of them."),
            format!("{zh}{many} 个种子的均值；其中 {won} 个更好。"),
        ),
    )
}

/// Loss of the demo's fit: the entropy of its truth and the divergence from it.
pub(super) fn demo_loss(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::new(values)?;
    let (runner, size) = series(values);
    let seed = values.seed("seed");
    let found = contest.outcome(&Entry { runner, size, seed })?;
    let source = Source::new(values)?;
    let entropy = source.truth.as_ref().map_or(f64::NAN, |truth| {
        let grid = source.grid();
        let h = grid[1] - grid[0];
        let p = grid.into_iter().map(|x| truth.density(x));
        -p.filter(|p| *p > 0.0).map(|p| p * libm::log(p) * h).sum::<f64>()
    });
    Ok(Measurement::exact(
        entropy + found.score(),
        note(
            "Entropy of the truth (−0.4240) plus the divergence of the fit, both by quadrature.",
            "真实分布的熵（−0.4240）加拟合的散度，均由数值积分。",
        ),
    ))
}

pub(super) fn demo_modes(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::new(values)?;
    let (runner, size) = series(values);
    let found = contest.outcome(&Entry { runner, size, seed: values.seed("seed") })?;
    Ok(Measurement::exact(
        found.estimate.modes as f64,
        note(
            "Maxima above 5 % of the highest; the truth has 3.",
            "高于最高峰 5% 的极大值个数；真实密度有 3 个。",
        ),
    ))
}

/// How much nearer to the truth the series is than a mixture of equal weights by Adam, in nats and in modes.
pub(super) fn beats_mixture(values: &Values) -> Result<Measurement, Fault> {
    nearer_than(Baseline::Equal, values)
}

/// The same for the deep model.
pub(super) fn beats_deep(values: &Values) -> Result<Measurement, Fault> {
    nearer_than(Baseline::Deep, values)
}

fn nearer_than(which: Baseline, values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::new(values)?;
    let source = Source::new(values)?;
    let truth = source.truth.as_ref().map_or(f64::NAN, |truth| {
        let p: Vec<f64> = source.grid().into_iter().map(|x| truth.density(x)).collect();
        modes(&p).len() as f64
    });
    let own = outcomes(&contest, series(values), seeds(values))?;
    let theirs = outcomes(&contest, other(which, values), seeds(values))?;
    let lead_in = |of: &dyn Fn(&Outcome) -> f64| -> Vec<f64> {
        own.iter().zip(&theirs).map(|(a, b)| of(b) - of(a)).collect()
    };
    let leads = lead_in(&Outcome::score);
    let off = lead_in(&|o| (o.estimate.modes as f64 - truth).abs());
    let measured = lead(
        &leads,
        "Divergence of the other less that of the series; in modes, by how many more the other is off.",
        "对方的散度减去级数的散度；峰数一项则是对方多错几个峰。",
    );
    let modes = Part { condition: note("in modes", "峰数"), value: mean_and_error(&off).0 };
    Ok(measured.and([modes]))
}

/// Height of the deep model's highest peak over the truth's.
pub(super) fn deep_peak(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::new(values)?;
    let source = Source::new(values)?;
    let top = source.truth.as_ref().map_or(f64::NAN, |truth| {
        source.grid().into_iter().map(|x| truth.density(x)).fold(0.0, f64::max)
    });
    let found = outcomes(&contest, other(Baseline::Deep, values), seeds(values))?;
    let ratios: Vec<f64> = found.iter().map(|o| o.estimate.range.1 / top).collect();
    let (mean, error) = mean_and_error(&ratios);
    Ok(Measurement::estimate(
        mean,
        error,
        note(
            "Its highest value over the truth's, mean over 20 seeds.",
            "其最高值与真实最高值之比，20 个种子的均值。",
        ),
    ))
}

/// How much worse a mixture by Adam predicts than one by EM.
pub(super) fn adam_behind_em(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::trained(values, Plan::QUICK)?;
    let (em, adam) = (other(Baseline::Em, values), other(Baseline::Adam, values));
    let leads = contest.leads(em, adam, seeds(values))?;
    Ok(lead(
        &leads,
        "Loss (or divergence) of the mixture by Adam less that of the one by EM.",
        "Adam 混合的损失（或散度）减去 EM 混合的。",
    ))
}

/// Share of single starts of EM that end clearly below the best of them.
pub(super) fn stuck_starts(values: &Values) -> Result<Measurement, Fault> {
    let source = Source::new(values)?;
    let data: Vec<f64> = source.judged().iter().copied().take(1_000).collect();
    let components = values.count("components").min(data.len());
    let ends: Vec<f64> = seeds(values)
        .map(|seed| {
            let mut search = EmSearch::from_starts(data.clone(), components, 1, strand(seed, 6));
            while !search.is_done() {
                search.advance();
            }
            search.likelihood()
        })
        .collect();
    let best = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let stuck = ends.iter().filter(|end| best - **end > 0.001).count();
    let share = stuck as f64 / ends.len() as f64;
    let error = libm::sqrt(share * (1.0 - share) / ends.len() as f64);
    Ok(Measurement::estimate(
        share,
        error,
        note(
            "Share of 20 starts that end more than 0.001 nats a datum below the best of them.",
            "20 个起点中，终点比最好者低 0.001 nat（每个数据）以上的比例。",
        ),
    ))
}

pub(super) fn better_than_kernel(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::trained(values, Plan::QUICK)?;
    let rival = other(Baseline::Kernel, values);
    let leads = contest.leads(series(values), rival, seeds(values))?;
    Ok(lead(
        &leads,
        "Held-out loss (or divergence) of the kernel estimate less that of the series.",
        "核估计的留出集损失（或散度）减去级数的。",
    ))
}

pub(super) fn better_than_em(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::trained(values, Plan::QUICK)?;
    let leads = contest.leads(series(values), other(Baseline::Em, values), seeds(values))?;
    Ok(lead(
        &leads,
        "Held-out loss (or divergence) of the mixture by EM less that of the series.",
        "EM 混合的留出集损失（或散度）减去级数的。",
    ))
}

/// What the price on roughness gains on data not seen.
pub(super) fn smoothing(values: &Values) -> Result<Measurement, Fault> {
    let contest = Contest::trained(values, Plan::QUICK)?;
    let rough = (Runner::Series { gamma: 0.0 }, values.count("terms"));
    let leads = contest.leads(series(values), rough, seeds(values))?;
    Ok(lead(&leads, "Held-out loss at γ = 0 less that at γ.", "γ = 0 的留出集损失减去该 γ 的。"))
}
