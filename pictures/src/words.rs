//! What a picture says, in English and Japanese.

/// The language of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::En, Self::Ja];

    /// Returns the name that `lang` takes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }
}

/// A text with `{places}` for what is filled in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text {
    /// Its key in `www/locales`; what is of the pictures alone begins with `picture.`.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test compares with the page's texts"))]
    key: &'static str,
    en: &'static str,
    ja: &'static str,
}

impl Text {
    /// Returns the text in a language.
    pub(crate) fn to(self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Ja => self.ja,
        }
    }

    /// Returns the text in a language with its places filled in.
    pub(crate) fn with(self, language: Language, values: &[(&str, String)]) -> String {
        values.iter().fold(self.to(language).to_owned(), |text, (place, value)| {
            text.replace(&format!("{{{place}}}"), value)
        })
    }
}

macro_rules! texts {
    ($($name:ident: $key:literal, $en:literal, $ja:literal;)*) => {
        $(pub(crate) const $name: Text = Text { key: $key, en: $en, ja: $ja };)*

        /// All texts.
        #[cfg(test)]
        const ALL: &[Text] = &[$($name),*];
    };
}

texts! {
    DESCENT: "picture.gradient-descent", "Gradient descent on y = x²", "y = x² の勾配降下法";
    REGRESSION: "picture.minibatch-sgd", "A line fitted by full batch, mini-batches and SGD", "全データ・ミニバッチ・SGD による直線の当てはめ";
    ESCAPE: "picture.noise-escape", "Mini-batch noise on a curve with two wells", "2 つの谷を持つ曲線とミニバッチの揺らぎ";
    COST: "picture.cost", "loss by {axis}", "損失（横軸：{axis}）";
    SETTING: "picture.setting", "{label} {value}", "{label} {value}";

    STEP_OF: "step-of", "step {step} / {steps}", "ステップ {step} / {steps}";

    STILL: "verdict.still", "stands still", "動かない";
    ONE_SIDED: "verdict.one-sided", "converges", "収束";
    ONE_STEP: "verdict.one-step", "lands in one step", "1 回で到達";
    ALTERNATING: "verdict.alternating", "oscillates, converges", "振動しながら収束";
    CYCLE: "verdict.cycle", "oscillates forever", "2 点を往復";
    DIVERGING: "verdict.diverging", "diverges", "発散";
    FACTOR: "factor", "factor 1 − 2η {factor}", "倍率 1 − 2η {factor}";
    GOAL_ARRIVE: "goal.arrive", "|x| < 0.001: predicted {predicted}, actual {actual}", "|x| < 0.001 まで：予測 {predicted}、実際 {actual}";
    GOAL_DOUBLE: "goal.double", "|x| doubles: predicted {predicted}, actual {actual}", "|x| が 2 倍になるまで：予測 {predicted}、実際 {actual}";
    GOAL_STEPS: "goal.steps", "{count} steps", "{count} 回";
    GOAL_ONE_STEP: "goal.one-step", "1 step", "1 回";
    GOAL_MORE: "goal.more", "more than {limit} steps", "{limit} 回を超える";
    OVERFLOW_Y: "overflow.y",
        "Overflow: y exceeds the largest float64 at step {step}. All finite values are still drawn.",
        "オーバーフロー：ステップ {step} で y が float64 の最大値を超えました。有限の値はすべて描いています。";
    OVERFLOW_XY: "overflow.xy",
        "Overflow: y exceeds the largest float64 at step {step}, x at step {xStep}. All finite values are still drawn.",
        "オーバーフロー：ステップ {step} で y が、ステップ {xStep} で x が float64 の最大値を超えました。有限の値はすべて描いています。";
    PLANE_CURVE: "plane.curve", "y = x²", "y = x²";
    PLANE_LOSS: "plane.loss", "loss y by step (log axis)", "損失 y の推移（対数軸）";
    PLANE_ZOOM: "plane.zoom", "range ×{zoom}", "表示範囲 ×{zoom}";

    FIT_STILL: "fit.still", "stands still", "動かない";
    FIT_CONVERGING: "fit.converging", "stable", "安定";
    FIT_UNSTEADY: "fit.unsteady", "unsteady", "不安定";
    FIT_DIVERGING: "fit.diverging", "diverges", "発散";
    NOISE: "noise", "noise", "ノイズ";
    DATA_SEED: "data-seed", "data seed", "データの種";
    SEED: "seed", "batch seed", "バッチの種";
    REPLACEMENT: "sampling.replacement", "with replacement", "復元抽出";
    EPOCH: "sampling.epoch", "each sample once per epoch", "エポックごとに 1 回ずつ";
    LIMITS: "limits", "limits: 2/λmax = {limit}, for B = 1: {sgdLimit}", "限界：2/λmax = {limit}、B = 1 では {sgdLimit}";
    SPENT: "spent", "{epochs} epochs, {gradients} sample gradients", "{epochs} エポック、標本ごとの勾配 {gradients} 個";
    PLANE_DATA: "plane.data", "samples and line y = wx + b", "標本と直線 y = wx + b";
    PLANE_CONTOURS: "plane.contours", "loss over (w, b)", "(w, b) 上の損失";
    AXIS_UPDATES: "axis.updates", "updates", "更新回数";
    AXIS_EPOCHS: "axis.epochs", "epochs", "エポック";
    AXIS_GRADIENTS: "axis.gradients", "sample gradients", "勾配計算の標本数";
    FULL: "method.full", "full batch, B = {size}", "全データ B = {size}";
    MINI: "method.mini", "mini-batches, B = {size}", "ミニバッチ B = {size}";
    SGD: "method.sgd", "SGD, B = {size}", "SGD B = {size}";
    KEY_BATCH: "key.batch", "this mini-batch", "今回のミニバッチ";
    KEY_BATCH_GRADIENT: "key.batch-gradient", "its downhill", "その下り方向";
    KEY_GRADIENT: "key.gradient", "downhill of all samples", "全標本の下り方向";
    KEY_MINIMUM: "key.minimum", "least squares", "最小二乗解";
    EQUATION: "equation", "E = mean of ½ (wx + b − t)²", "E = ½ (wx + b − t)² の平均";
    EQUATION_WHOSE: "equation.whose", "{method}:", "{method}：";
    EQUATION_LEAST: "equation.least", "(least {least})", "（最小値 {least}）";
    OVERFLOW_LOSS: "overflow.loss",
        "Overflow: the loss of {method} passes the largest float64 at step {step}. All finite values are still drawn.",
        "オーバーフロー：{method} の損失がステップ {step} で float64 の最大値を超えました。有限の値はすべて描いています。";
    NOT_UNIQUE: "not-unique",
        "All samples have the same x: many lines are equally good, so there is no single minimum.",
        "すべての標本の x が同じです。同じくらい良い直線が無数にあり、最小点は 1 つに決まりません。";

    STAYS: "escape.stays", "stays", "留まる";
    LEAVES: "escape.leaves", "leaves", "抜け出す";
    DIVERGES: "escape.diverges", "diverges", "発散する";
    SHARE: "escape.share", "in the deep well: {share} ± {error} % of {runs} runs", "深い谷で終わった割合：{share} ± {error} %（{runs} 回中）";
    ALL_SAMPLES: "escape.full", "B = N: all samples at every step", "B = N：毎回すべての標本を使います";
    WELLS_ALL: "wells.all", "all samples’ E", "全標本の曲線 E";
    WELLS_BATCH: "wells.batch", "this batch’s own", "今回のバッチの曲線";
    PLANE_ENDS: "plane.ends", "where the runs ended (%)", "終わった場所（%）";
    PLANE_ENDS_DIVERGED: "plane.ends.diverged", "where the runs ended (%); {diverged} diverged →", "終わった場所（%）、発散 {diverged} 回 →";
    ESCAPE_FORMULA: "escape.formula",
        "Eₙ(x) = x⁴/4 − x³/3 − x² + sₙx with sₙ\u{a0}=\u{a0}(n\u{a0}−\u{a0}31.5)/8, n\u{a0}=\u{a0}0\u{a0}…\u{a0}63: the sₙ add up to\u{a0}0",
        "Eₙ(x) = x⁴/4 − x³/3 − x² + sₙx、sₙ\u{a0}=\u{a0}(n\u{a0}−\u{a0}31.5)/8、n\u{a0}=\u{a0}0\u{a0}…\u{a0}63。sₙ の合計は\u{a0}0";
    ESCAPE_OVERFLOW: "escape.overflow",
        "y overflows at step {step}", "y は {step} 回目でオーバーフロー";
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_words_are_those_of_the_page() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/locales");
        for language in Language::ALL {
            let page = fs::read_to_string(folder.join(format!("{}.js", language.name()))).unwrap();
            for text in ALL.iter().filter(|text| !text.key.starts_with("picture.")) {
                let quoted = format!("'{}': '{}',", text.key, text.to(language));
                let bare = format!("  {}: '{}',", text.key, text.to(language));
                assert!(
                    page.contains(&quoted) || page.contains(&bare),
                    "the page says `{}` otherwise",
                    text.key
                );
            }
        }
    }

    #[test]
    fn every_place_is_filled_by_its_name() {
        let text = STEP_OF.with(Language::Ja, &[("step", "3".to_owned()), ("steps", "10".to_owned())]);
        assert_eq!(text, "ステップ 3 / 10");
    }
}
