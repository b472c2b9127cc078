//! The orders of the bibliography, each with pages of its own.

/// By what the references of the bibliography stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    ByAuthor,
    /// Newest first.
    ByDate,
    ByOutlet,
}

impl Order {
    pub const ALL: [Order; 3] = [Order::ByAuthor, Order::ByDate, Order::ByOutlet];

    pub fn folder(self) -> &'static str {
        match self {
            Order::ByAuthor => "bibliography/",
            Order::ByDate => "bibliography/by-date/",
            Order::ByOutlet => "bibliography/by-outlet/",
        }
    }
}
