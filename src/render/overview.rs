//! stub
use crate::model::timeline::Role;
#[derive(Clone, Copy)]
pub struct Mark {
    pub role: Role,
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub lasts: bool,
    pub soft: bool,
}
pub enum Size {
    Full,
    Small,
}
pub struct Overview {
    pub svg: String,
    pub text: String,
}
pub fn overview(
    marks: &[Mark],
    _size: Size,
    _title: &str,
    _id: &str,
    href: &dyn Fn(usize) -> String,
    label: &dyn Fn(usize) -> String,
) -> Option<Overview> {
    let m = marks.first()?;
    let _ = (m.role, m.from, m.to, m.lasts, m.soft, href(0), label(0), Size::Full, Size::Small);
    None
}
