//! Outputs for programs: the sitemap, redirects.

use crate::model::archive::ItemId;
use crate::plan::Make;
use crate::plan::routes;
use crate::render::View;
use crate::render::view::{PageView, RedirectView, SitemapView};
use crate::render::views::Views;
use crate::text::address::encode_path;

impl Views<'_> {
    pub(super) fn redirect(&self, id: ItemId) -> (PageView, View) {
        let item = self.shelf.archive.item(id);
        let path = self.plan.routes.item(id).to_owned();
        let mut page = self.page("redirect", "", &item.title, &routes::item_folder(item));
        page.canonical = self.original_of(id).map(str::to_owned).or_else(|| self.canonical(&path));
        (page, View::Redirect(RedirectView { title: item.title.clone(), path }))
    }

    /// Pages for readers; not the further pages of lists, nor redirects, nor pages of which search engines
    /// are to keep another address.
    pub(super) fn sitemap(&self) -> SitemapView {
        let address = |path: &str| {
            format!("{}{}", self.config.base_url, encode_path(path.trim_end_matches("index.html")))
        };
        let is_page = |make: &Make| {
            matches!(
                make,
                Make::Home
                    | Make::Item(_, 1)
                    | Make::Index(_, 1)
                    | Make::Timeline(_)
                    | Make::ItemTimeline(_, 1)
                    | Make::Annotations(1)
                    | Make::Bibliography(_, 1)
                    | Make::Search
                    | Make::Changes(1)
            ) || matches!(make, Make::TimelinePart(order, part) if self.plan.division(*order).parts[*part].number == 1)
        };
        let is_own = |make: &Make| !matches!(make, Make::Item(id, _) if self.original_of(*id).is_some());
        let pages = self.plan.outputs.iter().filter(|output| is_page(&output.make) && is_own(&output.make));
        SitemapView { urls: pages.map(|output| address(&output.path)).collect() }
    }
}
