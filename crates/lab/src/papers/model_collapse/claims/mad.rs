//! What arXiv 2307.01850 (MAD) says of Gaussians, and what follows from its loops.

use super::{HERE, MAD, chains, ratio, variances};
use crate::{
    Claim, Fault, Measurement, Value, Values, Verdict,
    measuring::note,
    numerics::quantile::mean_and_error,
    papers::model_collapse::{
        chain::{Chain, Setting},
        map::Sample,
        theory,
        wishart::Scratch,
        worth::single_fit,
    },
    t,
};

const FRESH: crate::Text =
    t("arXiv 2307.01850, §5 (fresh data loop)", "arXiv 2307.01850 第 5 节（新鲜数据循环）");

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "fresh-forgets",
        t(
            "With fresh data the limit does not depend on how good the first model was.",
            "有新鲜数据时，极限与第一个模型好坏无关。",
        ),
    )
    .says(MAD, FRESH)
    .near(
        1.0,
        0.09,
        t("4 standard errors of a ratio of two means of 6,000 distances", "两组 6000 个距离的平均之比的 4 倍标准误"),
    )
    .at(&[("loop", "fresh"), ("n_real", "100"), ("n_synthetic", "300"), ("lambda", "0.9"), ("generations", "60"), ("n_initial", "5")])
    .over(&[("lambda", &["0.5", "0.9"]), ("seed", &["1", "2"])])
    .by(forgets),
    Claim::new(
        "flat-threshold",
        t(
            "With bias, the number of synthetic samples that does no harm does not grow with the real ones.",
            "有偏差时，无害的合成样本数并不随真实样本增长。",
        ),
    )
    .says(MAD, FRESH)
    .at_most(
        1.1,
        t(
            "growth as the real samples are ten times as many; a tenth is our reading of flat; the error stands beside it",
            "真实样本增至十倍时的增长；一成是我们对“平”的理解；误差写在旁边",
        ),
    )
    .at(&[("view", "map"), ("loop", "fresh"), ("lambda", "0.7"), ("n_real", "2000")])
    .over(&[("lambda", &["0.5", "0.9"]), ("n_real", &["100", "2000"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "There is such a limit, [(d+1)(1+λ−λ²) + 4(2−λ)]/(1−λ)². It is near once the real samples are many times as many: from a few hundred for λ = 0.5, not yet at 20,000 for λ = 0.9.",
        "确有这样一个极限 [(d+1)(1+λ−λ²) + 4(2−λ)]/(1−λ)²。真实样本比它多出许多倍时才接近：λ = 0.5 时几百个就够，λ = 0.9 时两万个还不够。",
    ))
    .by(growth),
    Claim::new(
        "hundred-dimensions",
        t(
            "In a hundred dimensions 900 synthetic samples beside 100 fresh ones do more good than harm.",
            "一百维时，100 个新鲜样本之外再加 900 个合成样本，利大于弊。",
        ),
    )
    .says(MAD, t("arXiv 2307.01850, §5: the setting; what comes of it, here", "arXiv 2307.01850 第 5 节的设定；结果为本站测得"))
    .at_least(
        1.0,
        t("W₂² of a single fit to the 100 real samples, over that of the loop's limit", "对 100 个真实样本单次拟合的 W₂²，除以循环极限的 W₂²"),
    )
    .at(&[("loop", "fresh"), ("dim", "100"), ("n_real", "100"), ("n_synthetic", "900"), ("generations", "40"), ("runs", "4")])
    .over(&[("lambda", &["0.5", "0.7", "0.8", "0.9", "1"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "In so many dimensions a single fit is so poor that even a strong bias pays; below about λ = 0.6 it does not.",
        "维数这么高，单次拟合太差，相当大的偏差也划算；λ 低于约 0.6 就不划算了。",
    ))
    .by(dimensions),
    Claim::new(
        "fresh-ratio",
        t(
            "With fresh data and no bias the loop is worth (2 − p) times its real samples, p their share.",
            "有新鲜数据且无偏差时，循环相当于其真实样本的 (2 − p) 倍，p 为真实样本的占比。",
        ),
    )
    .says(HERE, t("derived here to leading order, for the loop of arXiv 2307.01850, §5", "本站推导（领头阶），针对 arXiv 2307.01850 第 5 节的循环"))
    .near(
        1.0,
        0.03,
        t("4 standard errors; the next order is 1/n", "4 倍标准误；下一阶为 1/n"),
    )
    .at(&[("view", "map"), ("loop", "fresh"), ("n_real", "400"), ("n_synthetic", "400")])
    .over(&[("n_synthetic", &["100", "400", "1200"])])
    .by(fresh_worth),
    Claim::new(
        "fixed-ratio",
        t(
            "With one fixed real set and no bias a Gaussian keeps (2 − p)/(3 − 2p) of the worth of its real samples, never less than two thirds.",
            "用同一批真实数据且无偏差时，高斯保住其真实样本价值的 (2 − p)/(3 − 2p)，绝不少于三分之二。",
        ),
    )
    .says(HERE, t("derived here to leading order, for the loop of arXiv 2307.01850, §4", "本站推导（领头阶），针对 arXiv 2307.01850 第 4 节的循环"))
    .near(1.0, 0.05, t("4 standard errors; chains keep their own real set, so that only chains count", "4 倍标准误；每条链各有一批真实数据，所以只有链数算数"))
    .at(&[("view", "map"), ("loop", "augmentation"), ("n_real", "400"), ("n_synthetic", "400")])
    .over(&[("n_synthetic", &["100", "400", "1200"])])
    .by(fixed_worth),
    Claim::new(
        "fresh-bias",
        t(
            "With real data in every generation and bias the variance settles at p/(1 − (1−p)λ).",
            "每一代都有真实数据且有偏差时，方差停在 p/(1 − (1−p)λ)。",
        ),
    )
    .says(HERE, t("derived here", "本站推导"))
    .near(
        1.0,
        0.01,
        t("4 standard errors of the mean of 1,000 runs, and a bias of order 1/n", "1000 次平均的 4 倍标准误，以及 1/n 阶的偏差"),
    )
    .at(&[("loop", "fresh"), ("n_real", "1000"), ("n_synthetic", "1000"), ("lambda", "0.9"), ("generations", "80")])
    .over(&[("loop", &["fresh", "augmentation"]), ("lambda", &["0.5", "0.9"]), ("n_synthetic", &["1000", "3000"])])
    .by(settles),
];

fn distances(values: &Values, runs: u64) -> (f64, f64) {
    mean_and_error(&chains(values, runs).iter().map(Chain::distance).collect::<Vec<_>>())
}

fn forgets(values: &Values) -> Result<Measurement, Fault> {
    let many = values
        .clone()
        .with("n_initial", Value::Integer(5_000))
        .with("seed", Value::Seed(values.seed("seed") + 1_000));
    let (found, error) = ratio(distances(values, 6_000), distances(&many, 6_000));
    Ok(Measurement::estimate(
        found,
        error,
        note(
            "Mean distance after 60 generations, begun with 5 real samples, over begun with 5,000.",
            "60 代后的平均距离：从 5 个真实样本起步与从 5000 个起步之比。",
        ),
    ))
}

/// A loop's limit from enough chains for about `steps` steps.
fn limit(setting: Setting, seed: u64, steps: usize) -> Sample {
    let mut sample = Sample::new(setting, seed, 10_000);
    let mut done = 0;
    while done < steps {
        done += sample.add();
    }
    sample
}

/// The number of synthetic samples at which the simulated loop is as far from the truth as its own real
/// samples alone would be, fitted once, with its standard error. Both see the same draws: their difference is
/// small, and so is its noise. Over the share of synthetic samples it is close to a straight line in their
/// number.
fn admissible(setting: Setting, seed: u64) -> Result<(f64, f64), Fault> {
    let guess = theory::admissible(&setting).ok_or_else(|| Fault {
        message: note("every number is admissible", "任何数目都无害"),
    })?;
    let at = |factor: f64, first| {
        let setting = Setting { n_synthetic: libm::round(guess * factor), ..setting };
        let share = setting.n_synthetic / (setting.n_synthetic + setting.n_real);
        let (harm, error) = harm(setting, seed, first);
        (setting.n_synthetic, harm / share, error / share)
    };
    let ((x0, y0, e0), (x1, y1, e1)) = (at(0.5, 0), at(1.6, 1_000_000));
    let slope = (y1 - y0) / (x1 - x0);
    let error = libm::hypot(e0 * y1, e1 * y0) / ((y1 - y0) * slope).abs();
    Ok((x0 - y0 / slope, error))
}

/// How much farther from the truth the loop with fresh data is than its real samples alone: mean difference
/// of W₂² over many generations, with its standard error over chains.
fn harm(setting: Setting, seed: u64, first: u64) -> (f64, f64) {
    const CHAINS: u64 = 30;
    const STEPS: usize = 15_000;
    /// The beginning is forgotten by then.
    const LATE: usize = 400;
    let mut scratch = Scratch::new(1);
    let one = |run| {
        let mut chain = Chain::start(setting, seed, 20_000_000 + first + run, &mut scratch);
        let mut sum = 0.0;
        for t in 0..STEPS {
            chain.step(&mut scratch);
            if t >= LATE {
                sum += chain.distance() - scratch.alone();
            }
        }
        sum / (STEPS - LATE) as f64
    };
    mean_and_error(&(0..CHAINS).map(one).collect::<Vec<_>>())
}

fn growth(values: &Values) -> Result<Measurement, Fault> {
    let (setting, seed) = (Setting::of(values), values.seed("seed"));
    let ten = 10.0 * setting.n_real;
    let few = admissible(setting, seed)?;
    let many = admissible(Setting { n_real: ten, n_initial: ten, ..setting }, seed + 1)?;
    let (found, error) = ratio(many, few);
    let flat = theory::flat_threshold(1.0, setting.lambda);
    let (few, many) = (few.0, many.0);
    Ok(Measurement::estimate(
        found,
        error,
        note(
            format!(
                "Simulated: {few:.0}, and {many:.0} with ten times as many; the formula's limit is {flat:.0}."
            ),
            format!("模拟：{few:.0}，十倍时 {many:.0}；公式的极限为 {flat:.0}。"),
        ),
    ))
}

fn dimensions(values: &Values) -> Result<Measurement, Fault> {
    let setting = Setting::of(values);
    let (distance, error) = distances(values, values.count("runs") as u64);
    let alone = single_fit(setting.d, setting.n_real);
    Ok(Measurement::estimate(
        alone / distance,
        error * alone / (distance * distance),
        note(
            format!("W₂² {distance:.1} after 40 generations; a single fit has {alone:.1}."),
            format!("40 代后 W₂² 为 {distance:.1}；单次拟合为 {alone:.1}。"),
        ),
    ))
}

fn settles(values: &Values) -> Result<Measurement, Fault> {
    let (mean, error) = mean_and_error(&variances(&chains(values, 1_000)));
    let theory = theory::limit_variance(&Setting::of(values));
    Ok(Measurement::estimate(
        mean / theory,
        error / theory,
        note("Mean variance of 1,000 runs, over the formula.", "1000 次的平均方差，除以公式。"),
    ))
}

fn fresh_worth(values: &Values) -> Result<Measurement, Fault> {
    worth_over(values, |p| 2.0 - p)
}

fn fixed_worth(values: &Values) -> Result<Measurement, Fault> {
    worth_over(values, |p| (2.0 - p) / (3.0 - 2.0 * p))
}

/// Simulated n_e/n_r over a formula in the share of real data.
fn worth_over(values: &Values, theory: fn(f64) -> f64) -> Result<Measurement, Fault> {
    let setting = Setting::of(values);
    let sample = limit(setting, values.seed("seed"), 600_000);
    let share = setting.n_real / (setting.n_real + setting.n_synthetic);
    let found = sample.ratio() / theory(share);
    Ok(Measurement::estimate(
        found,
        found * sample.error(),
        note("Simulated nₑ/nᵣ over the formula.", "模拟的 nₑ/nᵣ 除以公式。"),
    ))
}
