//! Whole sites: written from inline files, built by the library or by the program, and looked at.

mod access;
mod anchors;
mod annotations;
mod cards;
mod changes;
mod citations;
mod cli;
mod comments;
mod diagnostics;
mod entities;
mod feeds;
mod fields;
mod formats;
mod kill;
mod layers;
mod markdown;
mod pages;
mod phrases;
mod pictures;
mod rebuilds;
mod robust;
mod site;
mod themes;
mod timeline;
mod timeline_exchange;
mod withheld_names;
