//! The figure and its panels.

use serde::{Deserialize, Serialize};

use crate::{Axis, Handle, Mark, Sketch};

/// One or more panels that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stable name: file names, anchors, tests. Lower case with hyphens.
    pub id: String,
    /// Title in the reader's language.
    pub title: String,
    /// What a reader who cannot see it should know: two sentences with the numbers that matter.
    pub summary: String,
    /// Panels in reading order.
    pub panels: Vec<Panel>,
    /// Panels in a row on a wide page; a phone shows fewer.
    pub columns: u32,
    /// Height over width of one panel, on a wide page.
    pub aspect: f32,
}

/// One pair of axes and what is drawn on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Title of the panel; empty where the figure's title says it all.
    pub title: String,
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// Marks, the first drawn undermost.
    pub marks: Vec<Mark>,
    /// What can be dragged.
    pub handles: Vec<Handle>,
    /// Where the reader can draw.
    pub sketch: Option<Sketch>,
    /// One unit of x is as long as one unit of y (maps, 2-D data).
    pub equal: bool,
}

impl Figure {
    /// A figure of the given panels, one in a row, each .5 as high as wide.
    pub fn new(id: &str, title: impl Into<String>, panels: Vec<Panel>) -> Self {
        Self {
            id: id.to_owned(),
            title: title.into(),
            summary: String::new(),
            panels,
            columns: 1,
            aspect: 0.5,
        }
    }

    /// A figure with one panel.
    pub fn single(id: &str, title: impl Into<String>, panel: Panel) -> Self {
        Self::new(id, title, vec![panel])
    }

    /// Sets the text alternative.
    pub fn summary(mut self, summary: impl Into<String>) -> Self {
        self.summary = summary.into();
        self
    }

    /// Sets the number of panels in a row on a wide page.
    pub fn columns(mut self, columns: u32) -> Self {
        self.columns = columns;
        self
    }

    /// Sets the height over width of a panel.
    pub fn aspect(mut self, aspect: f32) -> Self {
        self.aspect = aspect;
        self
    }
}

impl Panel {
    /// An empty panel.
    pub fn new(x: Axis, y: Axis) -> Self {
        Self {
            title: String::new(),
            x,
            y,
            marks: Vec::new(),
            handles: Vec::new(),
            sketch: None,
            equal: false,
        }
    }

    /// Names the panel.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Adds a mark above those already there.
    pub fn with(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// Adds marks above those already there.
    pub fn with_all(mut self, marks: impl IntoIterator<Item = Mark>) -> Self {
        self.marks.extend(marks);
        self
    }

    /// Adds a handle.
    pub fn handle(mut self, handle: Handle) -> Self {
        self.handles.push(handle);
        self
    }

    /// Lets the reader draw.
    pub fn sketch(mut self, sketch: Sketch) -> Self {
        self.sketch = Some(sketch);
        self
    }

    /// Makes a unit of x as long as a unit of y.
    pub fn equal(mut self) -> Self {
        self.equal = true;
        self
    }
}
