//! The open connections, and room among them: when all places are taken, the connection that has
//! been open longest makes way, so that slow visitors never keep a new one out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

/// The open connections of one server.
pub struct Crowd {
    room: usize,
    guests: Mutex<Guests>,
    count: watch::Sender<usize>,
}

#[derive(Default)]
struct Guests {
    /// By number: in the order in which they came.
    open: BTreeMap<u64, Guest>,
    next: u64,
}

struct Guest {
    leave: Arc<Notify>,
    /// Holds an event stream, and stays while others can go.
    streams: bool,
}

impl Crowd {
    /// Makes room for so many connections (at least one).
    pub fn new(room: usize) -> Arc<Crowd> {
        Arc::new(Crowd { room: room.max(1), guests: Mutex::default(), count: watch::Sender::new(0) })
    }

    /// Takes a connection in, sending the oldest away if there is no room.
    pub fn enter(self: &Arc<Crowd>) -> Seat {
        let mut guests = self.guests();
        if guests.open.len() >= self.room {
            guests.send_oldest_away();
        }
        let number = guests.next;
        guests.next += 1;
        let leave = Arc::new(Notify::new());
        let guest = Guest { leave: Arc::clone(&leave), streams: false };
        guests.open.insert(number, guest);
        self.count.send_replace(guests.open.len());
        Seat { number, leave, crowd: Arc::clone(self) }
    }

    /// Sends the oldest connection away, where the system has no more to give.
    pub fn make_room(&self) {
        self.guests().send_oldest_away();
    }

    /// Waits until no connection is open.
    pub async fn gone(&self) {
        let mut count = self.count.subscribe();
        let nobody = count.wait_for(|count| *count == 0).await;
        drop(nobody.expect("the sender is in `self`"));
    }

    fn guests(&self) -> MutexGuard<'_, Guests> {
        // The map is whole after any panic: each change of it is one call.
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Guests {
    fn send_oldest_away(&mut self) {
        let mut numbers = self.open.iter();
        let idle = numbers.find(|(_, guest)| !guest.streams);
        let oldest = idle.or_else(|| self.open.iter().next());
        let Some(number) = oldest.map(|(number, _)| *number) else {
            return;
        };
        if let Some(guest) = self.open.remove(&number) {
            guest.leave.notify_one();
        }
    }
}

/// A connection's place, given up when dropped.
pub struct Seat {
    number: u64,
    leave: Arc<Notify>,
    crowd: Arc<Crowd>,
}

impl Seat {
    /// Waits until the connection must make way.
    pub async fn called_away(&self) {
        self.leave.notified().await;
    }

    /// Notes that the connection holds an event stream.
    pub fn streams(&self) {
        if let Some(guest) = self.crowd.guests().open.get_mut(&self.number) {
            guest.streams = true;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut guests = self.crowd.guests();
        guests.open.remove(&self.number);
        self.crowd.count.send_replace(guests.open.len());
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowd, Seat};

    fn open(crowd: &Crowd) -> Vec<u64> {
        crowd.guests().open.keys().copied().collect()
    }

    #[test]
    fn the_oldest_makes_way_and_streams_stay() {
        let crowd = Crowd::new(3);
        let seats: Vec<Seat> = (0..3).map(|_| crowd.enter()).collect();
        seats[0].streams();
        let fourth = crowd.enter();
        assert_eq!(open(&crowd), [0, 2, 3]);
        drop(seats);
        assert_eq!(open(&crowd), [3]);
        drop(fourth);
        assert_eq!(*crowd.count.borrow(), 0);
    }

    #[test]
    fn streams_make_way_for_each_other() {
        let crowd = Crowd::new(2);
        let seats: Vec<Seat> = (0..2).map(|_| crowd.enter()).collect();
        seats.iter().for_each(Seat::streams);
        let _third = crowd.enter();
        assert_eq!(open(&crowd), [1, 2]);
    }
}
