//! The end of a run: completes the staged site and puts it in the old one's place.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::Write;

use crate::write::error::WriteError;
use crate::write::exchange::exchange;
use crate::write::manifest::{Entry, MANIFEST, Manifest};
use crate::write::place::folders;
use crate::write::staging::retire_old;
use crate::write::tree::{Survey, carry, copy_mode, link};
use crate::write::{Claims, Put, Stage};

/// What a run did.
#[derive(Debug, Default)]
pub struct Written {
    /// How many outputs the site has, the manifest not counted.
    pub files: usize,
    /// How many of them are new or differ from the last run's.
    pub changed: usize,
    /// How many of the last run's outputs are gone.
    pub removed: usize,
    /// How many files that no run wrote were carried over.
    pub foreign: usize,
    /// What failed after the new site stood whole: the old one could not be removed, or the times not
    /// recorded. The next run tries again.
    pub warnings: Vec<WriteError>,
}

/// The new site as it is to be.
struct Plan {
    manifest: Manifest,
    /// The outputs whose old file stays.
    kept: Vec<String>,
    written: Written,
}

impl Plan {
    /// The folders that the new site's outputs lie in.
    fn folders(&self) -> HashSet<&str> {
        self.manifest.files.keys().flat_map(|path| folders(path)).collect()
    }
}

impl Stage {
    /// Puts the new site in the old one's place. Every output of the last run that was not put again is
    /// gone then; files that no run wrote are carried over. `facts` go into the manifest, for the next
    /// run to read.
    ///
    /// Nothing on disk is touched when nothing differs. When only fingerprints or facts differ, only the
    /// manifest is replaced.
    ///
    /// # Errors
    /// `Unfinished` when a put failed, `InTheWay`, `MountPoint`, `Io`. The old site stands as it was.
    pub fn commit(mut self, facts: BTreeMap<String, String>) -> Result<Written, WriteError> {
        let claims = std::mem::take(&mut *self.claims());
        let mut plan = self.plan(claims, facts)?;
        let bytes = plan.manifest.to_bytes();
        let same_files =
            plan.written.changed == 0 && plan.written.removed == 0 && self.previous_bytes.is_some();
        if !same_files {
            self.complete(&mut plan, &bytes)?;
            exchange(&self.place, self.exchange)?;
        } else if self.previous_bytes.as_ref() != Some(&bytes) {
            self.replace_manifest(&bytes)?;
        } else if !*self.times_stale.get_mut() {
            return Ok(plan.written);
        }
        self.clean_up(plan, &bytes)
    }

    fn plan(&self, claims: Claims, facts: BTreeMap<String, String>) -> Result<Plan, WriteError> {
        let mut files = BTreeMap::new();
        let mut kept = Vec::new();
        for (path, output) in claims.files {
            let Some(output) = output else {
                return Err(WriteError::Unfinished { path });
            };
            if output.put != Put::Written {
                kept.push(path.clone());
            }
            files.insert(path, output.entry);
        }
        kept.sort_unstable();
        let written = Written {
            files: files.len(),
            changed: files.len() - kept.len(),
            removed: self.previous.files.keys().filter(|path| !files.contains_key(*path)).count(),
            foreign: 0,
            warnings: Vec::new(),
        };
        Ok(Plan { manifest: Manifest::new(facts, files), kept, written })
    }

    /// Brings into the staged site all that is not there yet; the manifest last.
    fn complete(&self, plan: &mut Plan, manifest: &[u8]) -> Result<(), WriteError> {
        let failed = |cause| WriteError::io("write", &self.place.shown)(cause);
        let folders = plan.folders();
        self.staging.make("").and_then(|()| self.staging.prune(&folders)).map_err(failed)?;
        if self.place.exists()? {
            let survey = Survey {
                place: &self.place,
                previous: &self.previous,
                files: &plan.manifest.files,
                folders: &folders,
                force: self.force,
            };
            let foreign = survey.foreign()?;
            plan.written.foreign = foreign.iter().filter(|foreign| foreign.is_file()).count();
            self.link_kept(&plan.kept, &mut plan.manifest.files)?;
            carry(&self.place, &self.staging, &foreign)?;
            copy_mode(&self.place.output, &self.place.staging).map_err(failed)?;
        }
        self.write(MANIFEST, |file| file.write_all(manifest)).map(drop)
    }

    fn link_kept(&self, kept: &[String], files: &mut BTreeMap<String, Entry>) -> Result<(), WriteError> {
        for path in kept {
            let link = || link(&self.place.output.join(path), &self.staging.place_for(path)?);
            if let Some(modified) = link().map_err(WriteError::io("keep", &self.place.shown.join(path)))? {
                files.entry(path.clone()).and_modify(|entry| entry.modified = Some(modified));
            }
        }
        Ok(())
    }

    /// Replaces the manifest alone, in one step. It is written beside the output, at the path that the
    /// next run clears if this one is killed.
    fn replace_manifest(&self, bytes: &[u8]) -> Result<(), WriteError> {
        let staged = &self.place.staging;
        let replace = || {
            File::create_new(staged)?.write_all(bytes)?;
            fs::rename(staged, self.place.output.join(MANIFEST))
        };
        replace().map_err(|cause| {
            // The first failure is the one to tell; what is left is removed by the next run.
            drop(fs::remove_file(staged));
            WriteError::io("write", &self.place.shown.join(MANIFEST))(cause)
        })
    }

    /// Records the times and removes the old site. The new one stands: failures are told and no more.
    fn clean_up(mut self, plan: Plan, manifest: &[u8]) -> Result<Written, WriteError> {
        let recorded = self.state.record(&plan.manifest, manifest);
        let removed =
            retire_old(&self.place, &plan.folders()).map_err(WriteError::io("remove", &self.place.staging));
        let mut written = plan.written;
        written.warnings.extend(recorded.err());
        written.warnings.extend(removed.err());
        Ok(written)
    }
}
