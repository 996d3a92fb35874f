//! The transport bar: play, pause, step, reset, speed, seed, progress, scrub.

use lab::{Process, Value, t};
use leptos::prelude::*;
use run::{Speed, Status, protocol::Frame};

use super::session::{How, Session};

/// The bar under the stage of an exhibit with a process in time.
#[component]
pub fn Transport(session: Session, process: Process) -> impl IntoView {
    let (lang, host) = (session.lang, session.host);
    let playing = move || {
        host.status.get() == Status::Running
            || (host.status.get() == Status::Starting && host.playing.get())
    };
    let more = Memo::new(move |_| host.frame.with(|f| f.as_ref().is_none_or(|f| f.more)));
    let toggle = move |_| {
        if playing() {
            host.pause();
        } else if more.get_untracked() {
            host.play();
        } else {
            session.again(true);
        }
    };
    let toggle_name = move || {
        if playing() {
            t("Pause", "暂停").get(lang)
        } else if more.get() {
            t("Play", "播放").get(lang)
        } else {
            t("Play again", "重新播放").get(lang)
        }
    };
    let progress = move || {
        host.frame.with(|f| {
            f.as_ref().map_or_else(String::new, |f| {
                let unit = process.unit.get(lang);
                match f.total {
                    Some(total) => format!("{} / {total} {unit}", shown_time(f)),
                    None => format!("{} {unit}", f.done),
                }
            })
        })
    };
    let history =
        Memo::new(move |_| host.frame.with(|f| f.as_ref().map_or(0, |f| f.history.len())));
    let shown = move || {
        host.frame.with(|f| {
            f.as_ref()
                .map_or(0, |f| f.shown.map_or(f.history.len().saturating_sub(1), |s| s as usize))
        })
    };
    let scrub = move |event: web_sys::Event| {
        if let Ok(at) = event_target_value(&event).parse::<u32>() {
            let last = history.get_untracked().saturating_sub(1) as u32;
            host.scrub((at < last).then_some(at));
        }
    };
    let speeds = [
        (Speed::Slow, t("slow", "慢")),
        (Speed::Steady, t("steady", "匀速")),
        (Speed::Full, t("full", "全速")),
    ];
    let new_seed = move |_| {
        let mut bytes = [0; 4];
        // Without entropy the next seed is simply the next number.
        let seed = match getrandom::fill(&mut bytes) {
            Ok(()) => u64::from(u32::from_le_bytes(bytes) % 1_000_000),
            Err(_) => session.values.with_untracked(|v| v.seed("seed")).wrapping_add(1),
        };
        session.set("seed", Value::Seed(seed), How::Settled);
    };
    let seeded = session.paper.param("seed").is_some();
    view! {
        <div class="transport" role="group" aria-label=t("Run", "运行").get(lang)>
            <button type="button" class="play" on:click=toggle aria-label=toggle_name title=toggle_name>
                <span aria-hidden="true">{move || if playing() { "❚❚" } else if more.get() { "▶" } else { "↻" }}</span>
            </button>
            <button type="button" on:click=move |_| host.step() disabled=move || !more.get() data-act="step">{t("Step", "单步").get(lang)}</button>
            <button type="button" on:click=move |_| session.again(false) data-act="reset">{t("Reset", "归零").get(lang)}</button>
            <label class="speed">
                <span class="visually-hidden">{t("Speed", "速度").get(lang)}</span>
                <select on:change=move |e| {
                    let i: usize = event_target_value(&e).parse().unwrap_or(2);
                    host.set_speed(speeds.get(i).map_or(Speed::Full, |s| s.0));
                }>
                    {speeds.iter().enumerate().map(|(i, (s, name))| {
                        let s = *s;
                        view! { <option value=i.to_string() selected=move || host.speed.get() == s>{name.get(lang)}</option> }
                    }).collect_view()}
                </select>
            </label>
            <label class="scrub-bar">
                <span class="visually-hidden">{t("Go back in time", "回看").get(lang)}</span>
                <input
                    type="range" min="0" step="1"
                    max=move || history.get().saturating_sub(1).to_string()
                    prop:value=move || shown().to_string()
                    disabled=move || history.get() < 2
                    aria-valuetext=progress
                    on:input=scrub
                    data-act="scrub"
                />
            </label>
            <output class="progress" aria-live="off">{progress}</output>
            <Show when=move || seeded>
                <button type="button" on:click=new_seed data-act="seed" title=t("Draw a new seed", "换一个随机种子").get(lang)>
                    {t("Seed", "种子").get(lang)} " " {move || session.values.with(|v| v.seed("seed"))}
                </button>
            </Show>
        </div>
    }
}

fn shown_time(frame: &Frame) -> u64 {
    frame.shown.and_then(|i| frame.history.get(i as usize).copied()).unwrap_or(frame.done)
}
