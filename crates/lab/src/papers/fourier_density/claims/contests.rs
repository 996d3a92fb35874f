//! Who comes nearer to the truth: measured by running the exhibit.

use crate::{
    Fault, Measurement, Values,
    measuring::{note, reading, run},
    papers::fourier_density::PAPER,
};

pub(super) fn codex_demo(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    Ok(Measurement::exact(
        reading(&told, "kl")?,
        note(
            "KL(truth ‖ fit) in nats, by quadrature on the figure's grid.",
            "KL(真实‖拟合)，单位 nat，在图的网格上积分。",
        ),
    ))
}

pub(super) fn deep_ratio(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    Ok(Measurement::exact(
        reading(&told, "kl_dfp")? / reading(&told, "kl")?,
        note("Ratio of divergences.", "散度之比。"),
    ))
}

pub(super) fn mode_lead(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    let modes = reading(&told, "modes_truth")?;
    let off = |key| Ok::<f64, Fault>((reading(&told, key)? - modes).abs());
    Ok(Measurement::exact(
        off("modes_found_gmm_adam")? - off("modes_found")?,
        note(
            "How many modes the mixture is off by, less how many the series is off by.",
            "混合模型峰数的误差减去级数峰数的误差。",
        ),
    ))
}

pub(super) fn all_modes(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    Ok(Measurement::exact(
        reading(&told, "modes_found")?,
        note("Maxima above 5 % of the highest.", "高于最高峰 5% 的极大值个数。"),
    ))
}
