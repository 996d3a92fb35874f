//! What a reader chooses among.

use crate::choices;

choices! {
    /// How the embedding is trained. All but AdamW and SGD take steps of the sign's length.
    pub Method {
        /// m ← βm + (1−β)g, u = sign m (bojone/tiger).
        Tiger = "tiger", "Tiger", "Tiger";
        /// u = sign(β₁m + (1−β₁)g), m ← β₂m + (1−β₂)g (arXiv 2302.06675).
        Lion = "lion", "Lion", "Lion";
        /// Tiger without weight decay.
        Signum = "signum", "Signum (no decay)", "Signum（无权重衰减）";
        /// Adam with decoupled decay.
        AdamW = "adamw", "AdamW", "AdamW";
        /// m ← βm + g, u = m.
        Sgdm = "sgdm", "SGD with momentum", "带动量的 SGD";
        /// Rows of the embedding move only when their token is met (post 9736, post 6869).
        LazyTiger = "lazy-tiger", "Tiger, lazy embedding", "Tiger，Embedding 用 Lazy 更新";
        /// One matrix serves as input and output, the halves of its channels exchanged (post 9736).
        TiedTiger = "tied-tiger", "Tiger, tied embedding", "Tiger，共享 Embedding";
        /// Adam for the embedding, Tiger for all else (post 9736, from the authors of Lion).
        Hybrid = "hybrid", "Tiger, AdamW for the embedding", "Tiger，Embedding 用 AdamW";
    }
}

choices! {
    /// How long a step is.
    pub StepRule {
        /// η, whatever the weights.
        Constant = "constant", "constant η", "恒定 η";
        /// α times the root mean square of the row, as the released Tiger has it.
        Rms = "rms", "times the row's RMS", "乘以行的 RMS";
    }
}

choices! {
    /// What becomes of the learning rate in the course of a run.
    pub Schedule {
        /// In a straight line to zero.
        Falling = "falling", "falls to zero", "线性降到零";
        /// Nothing.
        Constant = "constant", "constant", "恒定";
    }
}

choices! {
    /// What gradient a sighting brings.
    pub Gradient {
        /// +1 or −1 at random.
        Random = "random", "of random sign", "符号随机";
        /// The sign of θ: a step towards zero.
        Restoring = "restoring", "towards zero", "指向零";
        /// +1 three times out of four.
        Biased = "biased", "mostly positive", "多为正";
    }
}

choices! {
    /// In what number format the momentum is kept.
    pub Precision {
        /// IEEE single precision.
        F32 = "f32", "f32", "f32";
        /// The same, numbers below 2⁻¹²⁶ set to zero.
        Flushed = "f32-ftz", "f32, flush to zero", "f32，次正规数清零 (FTZ)";
        /// The upper half of single precision.
        Bf16 = "bf16", "bf16", "bf16";
        /// IEEE half precision.
        F16 = "f16", "f16", "f16";
    }
}

choices! {
    /// The text that a model learns from where the reader gives none.
    pub Book {
        /// Chapters 1 to 35.
        Pride = "pride", "Pride and Prejudice", "《傲慢与偏见》（英文）";
        /// 第一至二十二回。
        Kingdoms = "kingdoms", "Three Kingdoms (Chinese)", "《三国演义》";
    }
}

impl Method {
    /// Whether its steps have a sign's length in the embedding.
    pub const fn is_sign(self) -> bool {
        !matches!(self, Self::AdamW | Self::Sgdm | Self::Hybrid)
    }
}

impl Book {
    /// Its file among the assets.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Pride => "pride-and-prejudice.txt",
            Self::Kingdoms => "three-kingdoms.txt",
        }
    }
}
