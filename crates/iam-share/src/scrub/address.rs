//! Fakes of IP addresses that keep each address in the networks it is in.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What addresses become. Two addresses share as many leading bits as their fakes do, and nothing else of them is kept.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Whether the bit behind these leading bits is turned over: how many bits are in the address, how many lead, and which.
    turned: BTreeMap<(u32, u32, u128), bool>,
}

/// `203.0.113.10`, which documentation may use.
const FOUR: u128 = 0xcb00_710a;
/// `2001:db8::10`, which documentation may use.
const SIX: u128 = 0x2001_0db8_0000_0000_0000_0000_0000_0010;

impl Addresses {
    /// The fake of an address or a network.
    pub(super) fn fake(&mut self, text: &str) -> Option<String> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
            None => (text, None),
        };
        let (bits, size, target) = match address.parse::<IpAddr>().ok()? {
            IpAddr::V4(address) => (u128::from(address.to_bits()), 32, FOUR),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                // The same address in another spelling; a network of them is not.
                Some(four) if length.is_none() => {
                    let faked = self.faked(u128::from(four.to_bits()), 32, FOUR, 32);
                    let faked = Ipv4Addr::from_bits(u32::try_from(faked).ok()?);
                    return Some(faked.to_ipv6_mapped().to_string());
                }
                _ => (address.to_bits(), 128, SIX),
            },
        };
        let faked = self.faked(bits, size, target, length.unwrap_or(size).min(size));
        let address = if size == 32 {
            IpAddr::V4(Ipv4Addr::from_bits(u32::try_from(faked).ok()?))
        } else {
            IpAddr::V6(Ipv6Addr::from_bits(faked))
        };
        Some(match length {
            Some(length) => format!("{address}/{length}"),
            None => address.to_string(),
        })
    }

    fn faked(&mut self, bits: u128, size: u32, target: u128, length: u32) -> u128 {
        let mut faked = bits;
        for lead in 0..length {
            let place = size - 1 - lead;
            let leading = bits.checked_shr(place + 1).unwrap_or(0);
            // Whoever comes here first goes where the target goes.
            let turned = (bits ^ target) >> place & 1 == 1;
            if *self.turned.entry((size, lead, leading)).or_insert(turned) {
                faked ^= 1 << place;
            }
        }
        faked
    }
}
