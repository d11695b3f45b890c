use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address belongs to this computer or to the network it stands in, and not to the public internet.
pub(super) fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_private_v6(ip), is_private_v4),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    // 0.0.0.0/8 is this network (RFC 1122), 100.64.0.0/10 that between a provider and its customers (RFC 6598).
    let shared = first == 0 || (first == 100 && (64..128).contains(&second));
    ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_broadcast() || ip.is_multicast() || shared
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_own_network_are_known() {
        let private = "127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 \
                       224.0.0.1 255.255.255.255 ::1 :: fc00::1 fd12::1 fe80::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.1.2.3";
        let public = "1.1.1.1 8.8.8.8 172.32.0.1 100.128.0.1 192.167.1.1 2606:4700::1111 ::ffff:8.8.8.8";
        let parse = |text: &str| text.parse::<IpAddr>().expect("the address is one");
        assert!(private.split_whitespace().all(|ip| is_private(parse(ip))));
        assert!(!public.split_whitespace().any(|ip| is_private(parse(ip))));
    }
}
