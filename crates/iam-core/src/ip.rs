//! IP addresses and ranges of conditions (rules R-IP-1 to R-IP-5).

use std::fmt;
use std::net::IpAddr;

/// A policy value of `IpAddress` or `NotIpAddress`: an address or a CIDR block.
///
/// # Examples
///
/// ```
/// use iam_core::ip::{IpRange, parse_address};
///
/// let range = IpRange::parse("203.0.113.0/24").unwrap();
/// assert!(range.contains(parse_address("203.0.113.7").unwrap()));
/// assert!(!range.contains(parse_address("::ffff:203.0.113.7").unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IpRange {
    address: IpAddr,
    prefix: u8,
}

/// Reads a single address (R-IP-2, R-IP-4). No leading zeros in the parts of an IPv4 address, no zone, no prefix.
pub fn parse_address(text: &str) -> Option<IpAddr> {
    text.parse().ok()
}

impl IpRange {
    /// Reads an address or a CIDR block; an address alone is the block that holds only it (R-IP-1, R-IP-5).
    ///
    /// Source: *IAM JSON policy elements: Condition operators*, "IP address condition operators"; RFC 4632, RFC 4291.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address = parse_address(address)?;
        let prefix = match prefix {
            Some(prefix) => parse_prefix(prefix).filter(|prefix| *prefix <= bits(address))?,
            None => bits(address),
        };
        Some(Self { address, prefix })
    }

    /// Whether the address lies in the block. Those of the other family never do (R-IP-3).
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                ((own.to_bits() ^ other.to_bits()) & self.mask_v4()) == 0
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                ((own.to_bits() ^ other.to_bits()) & self.mask_v6()) == 0
            }
            _ => false,
        }
    }

    /// The address as written.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// How many bits count.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    /// The block's first address.
    pub fn network(&self) -> IpAddr {
        match self.address {
            IpAddr::V4(own) => IpAddr::V4((own.to_bits() & self.mask_v4()).into()),
            IpAddr::V6(own) => IpAddr::V6((own.to_bits() & self.mask_v6()).into()),
        }
    }

    fn mask_v4(&self) -> u32 {
        u32::MAX
            .checked_shl(32 - u32::from(self.prefix))
            .unwrap_or(0)
    }

    fn mask_v6(&self) -> u128 {
        u128::MAX
            .checked_shl(128 - u32::from(self.prefix))
            .unwrap_or(0)
    }
}

impl fmt::Display for IpRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

fn bits(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// Digits alone, without leading zeros, as in addresses.
fn parse_prefix(text: &str) -> Option<u8> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() == 1 || !text.starts_with('0'));
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, address, expected) in [
            ("203.0.113.0/24", "203.0.113.255", true),
            ("203.0.113.9/24", "203.0.113.1", true),
            ("203.0.113.0/24", "203.0.114.0", false),
            ("203.0.113.7", "203.0.113.7", true),
            ("203.0.113.7", "203.0.113.8", false),
            ("203.0.113.6/31", "203.0.113.7", true),
            ("0.0.0.0/0", "255.255.255.255", true),
            ("0.0.0.0/0", "::1", false),
            ("::/0", "2001:db8::1", true),
            ("::/0", "1.2.3.4", false),
            ("2001:db8::/32", "2001:0DB8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::", false),
            ("2001:db8::1", "2001:db8:0:0:0:0:0:1", true),
            ("2001:db8::1", "2001:db8::2", false),
            ("203.0.113.0/24", "::ffff:203.0.113.7", false),
            ("::ffff:203.0.113.0/120", "::ffff:203.0.113.7", true),
        ] {
            let (range_, address_) = (
                IpRange::parse(range).unwrap(),
                parse_address(address).unwrap(),
            );
            assert_eq!(range_.contains(address_), expected, "{address} in {range}");
        }
    }

    #[test]
    fn not_ranges() {
        for text in [
            "",
            "1.2.3",
            "1.2.3.256",
            "01.2.3.4",
            "1.2.3.04",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/+8",
            "1.2.3.4/08",
            "1.2.3.4/ 8",
            "::1/129",
            "fe80::1%eth0",
            "fe80::1%eth0/64",
            "1.2.3.4/8/8",
            " 1.2.3.4",
            "[::1]",
            "::ffff:1.2.3.04",
            "1::2::3",
            "*",
            "1.2.*.*",
            "1.2.3.4/255.255.255.0",
        ] {
            assert_eq!(IpRange::parse(text), None, "{text:?}");
        }
        for text in ["1.2.3.4/32", "::1/128", "fe80::1%1", "1.2.3.4:80"] {
            assert_eq!(parse_address(text), None, "{text:?}");
        }
    }

    #[test]
    fn networks() {
        for (text, network) in [
            ("203.0.113.9/24", "203.0.113.0"),
            ("2001:db8::1/32", "2001:db8::"),
            ("1.2.3.4", "1.2.3.4"),
            ("9.9.9.9/0", "0.0.0.0"),
        ] {
            assert_eq!(IpRange::parse(text).unwrap().network().to_string(), network);
        }
    }
}
