//! Where the site will stand, if whoever builds it knows.

/// The address of the site's root, or that it is not known: then one build works anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin(Option<String>);

impl Origin {
    /// Reads the `PUBLIC_SITE` that a build was given: `https://example.org/papers/`. Empty means not known.
    ///
    /// # Errors
    /// Anything but an `http` or `https` address without query and fragment.
    pub fn parse(raw: &str) -> Result<Self, String> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Ok(Self(None));
        }
        let host = raw.strip_prefix("https://").or_else(|| raw.strip_prefix("http://"));
        let good = host.is_some_and(|rest| {
            !rest.starts_with('/')
                && !rest.is_empty()
                && rest.bytes().all(|b| b.is_ascii_graphic() && !b"?#\"'<>\\".contains(&b))
        });
        if good {
            Ok(Self(Some(format!("{}/", raw.trim_end_matches('/')))))
        } else {
            Err(format!(
                "PUBLIC_SITE is “{raw}”; it should be the address of the site's root, as https://example.org/papers/"
            ))
        }
    }

    /// Whether absolute addresses can be written.
    pub(crate) fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The address of `path` within the site: absolute if it can be, else by way of `up`, the way to the root.
    pub(crate) fn address(&self, up: &str, path: &str) -> String {
        format!("{}{path}", self.0.as_deref().unwrap_or(up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_taken_with_or_without_its_slash() {
        for raw in ["https://example.org/papers/", " https://example.org/papers "] {
            let origin = Origin::parse(raw).unwrap();
            assert_eq!(origin.address("../", "zh/"), "https://example.org/papers/zh/");
        }
        assert_eq!(Origin::parse("").unwrap().address("../", "zh/"), "../zh/");
    }

    #[test]
    fn what_is_no_root_is_refused() {
        for raw in [
            "example.org",
            "ftp://example.org",
            "https://",
            "https://a.b/?c",
            "https://a.b/#c",
            "https:///x",
        ] {
            assert!(Origin::parse(raw).is_err(), "{raw}");
        }
    }
}
