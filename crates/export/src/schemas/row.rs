//! A row of a table whose columns are told by name; empty where nothing is set.

use crate::cell;

/// The row.
pub(super) struct Row {
    columns: &'static str,
    cells: Vec<String>,
}

impl Row {
    /// A row of empty cells; the columns' names are parted by commas.
    pub fn new(columns: &'static str) -> Row {
        Row { columns, cells: vec![String::new(); columns.split(',').count()] }
    }

    /// Sets a cell. A column that the form has not is a slip of ours.
    pub fn set(&mut self, column: &str, value: impl ToString) -> &mut Row {
        match self.columns.split(',').position(|c| c == column) {
            Some(at) => self.cells[at] = value.to_string(),
            None => debug_assert!(false, "no column {column}"),
        }
        self
    }

    /// Sets a cell if there is something to set.
    pub fn set_some(&mut self, column: &str, value: Option<impl ToString>) -> &mut Row {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }

    /// The row as CSV, with its line end.
    pub fn csv(&self) -> String {
        self.cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",") + "\r\n"
    }

    /// The row parted by tabs, with its line end; white space inside a cell is a space.
    pub fn tabs(&self) -> String {
        self.cells.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>().join("\t") + "\n"
    }
}
