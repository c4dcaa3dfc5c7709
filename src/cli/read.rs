//! Chosen texts, analyzed: first without the data, then with what analysis asked of it.

use super::bar::Steps;
use super::choose::Chosen;
use super::context::Opened;
use super::trouble::Trouble;
use crate::analysis::Analysis;
use crate::analysis::prove::Prover;
use crate::diagnostics::Diagnostic;
use crate::lint;
use crate::many::each_with;
use crate::render::Findings;
use crate::types::ir::Condition;
use crate::types::{Catalog, Surroundings, Wants};
use std::collections::{BTreeMap, BTreeSet};

/// What answers the questions that analysis has about the data.
pub type Answers<'a> = &'a dyn Fn(&Asked) -> Result<Catalog, Trouble>;

/// What is asked about the data when texts have been read without it.
#[derive(Debug)]
#[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data nothing is asked"))]
pub struct Asked {
    /// What analysis would like to know.
    pub wants: Wants,
    /// What the chosen segments without mistakes mean.
    pub meant: Vec<Condition>,
    /// Whether there are mistakes.
    pub has_errors: bool,
}

/// Chosen texts and what they mean.
#[derive(Debug)]
pub struct Reading {
    /// The texts and segments that are meant.
    #[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data only the findings count"))]
    pub chosen: Chosen,
    /// What was found in the texts.
    pub findings: Findings,
    /// The analyses of the chosen texts, by their places in the library.
    #[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data only the findings count"))]
    pub analyses: Vec<Option<Analysis>>,
    /// What the data answered.
    #[cfg_attr(not(feature = "engine"), allow(dead_code, reason = "without data only the findings count"))]
    pub catalog: Catalog,
}

impl Reading {
    /// Analyzes the chosen texts; without answers, what only the data can tell stays unsaid.
    pub fn new(chosen: Chosen, opened: &Opened, answers: Option<Answers<'_>>) -> Result<Self, Trouble> {
        let around = Surroundings::of(&opened.model).with_segments(&chosen.library);
        let mut analyses: Vec<Option<Analysis>> = Vec::new();
        analyses.resize_with(chosen.library.files.len(), || None);
        let steps = Steps::new(chosen.files.len(), "reading", opened.is_watched);
        understand(&chosen, &chosen.files, &around, &mut analyses, || steps.step());
        let mut catalog = Catalog::default();
        let mut wants = Wants::default();
        if answers.is_some() {
            analyses.iter().flatten().for_each(|analysis| wants.extend(&analysis.wants));
        }
        if let Some(answers) = answers.filter(|_| !wants.is_empty()) {
            let meant = sound(&chosen, &analyses).map(|(_, meaning)| meaning.clone()).collect();
            let has_errors = analyses.iter().flatten().any(|analysis| !analysis.is_sound());
            catalog = answers(&Asked { wants, meant, has_errors })?;
            let asks = |analysis: &Option<Analysis>| analysis.as_ref().is_some_and(|a| !a.wants.is_empty());
            let again: Vec<usize> =
                chosen.files.iter().copied().filter(|at| analyses.get(*at).is_some_and(asks)).collect();
            understand(&chosen, &again, &around.with_catalog(&catalog), &mut analyses, || {});
        }
        let mut together = across(&chosen, &analyses, &around);
        let mut findings = Findings::default();
        let mut told = BTreeSet::new();
        for &at in &chosen.files {
            if let Some(file) = chosen.library.files.get(at) {
                let analysis = analyses.get(at).and_then(Option::as_ref);
                let of_text = analysis.map(|a| a.diagnostics.clone()).unwrap_or_default();
                let mut all = file.diagnostics.clone();
                all.extend(of_text);
                all.extend(together.remove(&at).unwrap_or_default());
                crate::diagnostics::sort(&mut all);
                all.retain(|finding| finding.shared.iter().all(|mistake| told.insert(mistake.clone())));
                findings.add(&file.source, all);
            }
        }
        Ok(Self { chosen, findings, analyses, catalog })
    }
}

/// Understands some of the chosen texts, with `step` before each.
fn understand(
    chosen: &Chosen,
    files: &[usize],
    around: &Surroundings<'_>,
    analyses: &mut [Option<Analysis>],
    step: impl Fn() + Sync,
) {
    let prover = || Prover::new(around.model);
    let understood = each_with(files, prover, |prover, at| {
        step();
        let file = chosen.library.files.get(*at).filter(|file| file.readable)?;
        Some(lint::understand_tree(&file.source, file.tree().clone(), around, prover))
    });
    for (&at, analysis) in files.iter().zip(understood) {
        if let Some(place) = analyses.get_mut(at) {
            *place = analysis;
        }
    }
}

/// The chosen segments without mistakes: the name and the meaning of each.
pub fn sound<'a>(
    chosen: &'a Chosen,
    analyses: &'a [Option<Analysis>],
) -> impl Iterator<Item = (&'a str, &'a Condition)> {
    chosen.segments.iter().filter_map(|&(file, at)| {
        let named = chosen.library.files.get(file)?.segments.get(at).filter(|named| !named.taken)?;
        let analysis = analyses.get(file)?.as_ref().filter(|analysis| analysis.is_usable(at))?;
        Some((named.name.as_str(), analysis.segments.get(at)?.condition.as_ref()?))
    })
}

/// What is found when the chosen texts are held against each other, by their places in the library.
fn across(
    chosen: &Chosen,
    analyses: &[Option<Analysis>],
    around: &Surroundings<'_>,
) -> BTreeMap<usize, Vec<Diagnostic>> {
    let files = chosen.library.files.iter().zip(analyses).enumerate();
    let read: Vec<_> = files
        .filter_map(|(at, (file, analysis))| {
            let names: Vec<&str> = file.segments.iter().map(|segment| segment.name.as_str()).collect();
            Some((at, &file.source, analysis.as_ref()?, names))
        })
        .collect();
    let texts: Vec<lint::Understood<'_>> =
        read.iter().map(|(_, source, analysis, names)| lint::Understood { source, analysis, names }).collect();
    let places = read.iter().map(|(at, ..)| *at);
    places.zip(lint::across(&texts, around)).collect()
}
