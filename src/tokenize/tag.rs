//! Part-of-speech tags.

use std::fmt;
use std::str::FromStr;

macro_rules! tags {
    ($($name:ident $doc:literal,)*) => {
        /// A part-of-speech tag of the Sejong tag set, as mecab-ko-dic uses it.
        ///
        /// # Examples
        /// ```
        /// use sokgirok::Tag;
        ///
        /// assert_eq!("NNG".parse(), Ok(Tag::NNG));
        /// assert_eq!(Tag::JKS.as_str(), "JKS");
        /// assert!(Tag::JKS.is_particle());
        /// ```
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag { $(#[doc = $doc] $name,)* }

        impl Tag {
            /// Every tag.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The tag as the dictionary writes it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }
    };
}

tags! {
    NNG "Common noun (일반 명사).",
    NNP "Proper noun (고유 명사).",
    NNB "Bound noun (의존 명사).",
    NNBC "Bound noun that counts (단위를 나타내는 명사).",
    NR "Numeral (수사).",
    NP "Pronoun (대명사).",
    VV "Verb (동사).",
    VA "Adjective (형용사).",
    VX "Auxiliary predicate (보조 용언).",
    VCP "Positive copula (긍정 지정사).",
    VCN "Negative copula (부정 지정사).",
    MM "Determiner (관형사).",
    MAG "General adverb (일반 부사).",
    MAJ "Conjunctive adverb (접속 부사).",
    IC "Interjection (감탄사).",
    JKS "Subject particle (주격 조사).",
    JKC "Complement particle (보격 조사).",
    JKG "Genitive particle (관형격 조사).",
    JKO "Object particle (목적격 조사).",
    JKB "Adverbial particle (부사격 조사).",
    JKV "Vocative particle (호격 조사).",
    JKQ "Quotative particle (인용격 조사).",
    JX "Auxiliary particle (보조사).",
    JC "Conjunctive particle (접속 조사).",
    EP "Pre-final ending (선어말 어미).",
    EF "Final ending (종결 어미).",
    EC "Connective ending (연결 어미).",
    ETN "Nominalising ending (명사형 전성 어미).",
    ETM "Adnominal ending (관형형 전성 어미).",
    XPN "Prefix of a noun (체언 접두사).",
    XSN "Suffix that makes a noun (명사 파생 접미사).",
    XSV "Suffix that makes a verb (동사 파생 접미사).",
    XSA "Suffix that makes an adjective (형용사 파생 접미사).",
    XR "Root (어근).",
    SF "Full stop, question or exclamation mark.",
    SE "Ellipsis.",
    SSO "Opening bracket.",
    SSC "Closing bracket.",
    SC "Separator: comma, middle dot, slash, colon.",
    SY "Other symbol.",
    SL "Foreign letters (외국어).",
    SH "Hanja (한자).",
    SN "Digits (숫자).",
    SP "Blank.",
    NA "Not analysable (분석 불능), as in 'VCP+NA'.",
    UNA "Not known (알 수 없음), as in 'VX+UNA'.",
    VSV "A tag of one word of the dictionary ('VSV+ETM').",
    UNKNOWN "A word that neither the dictionary nor its categories of characters know.",
}

impl Tag {
    /// The tag of Universal Dependencies (UPOS) that comes nearest, by the table in
    /// `docs/dictionary.md`.
    #[must_use]
    pub fn upos(self) -> &'static str {
        match self {
            Self::NNG | Self::NNB | Self::NNBC | Self::XR => "NOUN",
            Self::NNP => "PROPN",
            Self::NR | Self::SN => "NUM",
            Self::NP => "PRON",
            Self::VV | Self::XSV => "VERB",
            Self::VA | Self::VCN | Self::XSA => "ADJ",
            Self::VX | Self::VCP => "AUX",
            Self::MM => "DET",
            Self::MAG => "ADV",
            Self::MAJ | Self::JC => "CCONJ",
            Self::IC => "INTJ",
            _ if self.is_particle() => "ADP",
            _ if self.is_ending() => "PART",
            Self::XPN | Self::XSN => "PART",
            Self::SF | Self::SE | Self::SSO | Self::SSC | Self::SC => "PUNCT",
            Self::SY => "SYM",
            _ => "X",
        }
    }

    /// Whether words of this tag are nouns, pronouns or numerals (체언).
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::NNG | Self::NNP | Self::NNB | Self::NNBC | Self::NR | Self::NP)
    }

    /// Whether words of this tag are particles (조사).
    #[must_use]
    pub fn is_particle(self) -> bool {
        Self::JKS <= self && self <= Self::JC
    }

    /// Whether words of this tag are endings (어미).
    #[must_use]
    pub fn is_ending(self) -> bool {
        Self::EP <= self && self <= Self::ETM
    }

    /// Whether words of this tag are verbs, adjectives, auxiliaries or copulas (용언).
    #[must_use]
    pub fn is_predicate(self) -> bool {
        Self::VV <= self && self <= Self::VCN
    }

    /// Whether words of this tag are punctuation or other symbols (부호).
    #[must_use]
    pub fn is_symbol(self) -> bool {
        Self::SF <= self && self <= Self::SY
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not a [`Tag`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTag(
    /// What was taken for a tag.
    pub String,
);

impl fmt::Display for UnknownTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a part-of-speech tag", self.0)
    }
}

impl std::error::Error for UnknownTag {}

impl FromStr for Tag {
    type Err = UnknownTag;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().find(|tag| tag.as_str() == text);
        found.copied().ok_or_else(|| UnknownTag(text.to_owned()))
    }
}
