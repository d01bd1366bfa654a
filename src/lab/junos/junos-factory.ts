/** A factory configuration in the shape of devices.md 4.6: this lab's own user and hashes, no real secret. */
export function junosFactory(user: string): string {
  return FACTORY.replaceAll("@USER@", user);
}

const FACTORY = `version 17.3R2.10;
system {
    root-authentication {
        encrypted-password "$6$labRoot1$Qm3v0ZbT8kXwLr5nYd2HsJ7uEaGp4CfViBx9OtMlNyRzKqWgSjDhUc6FePo1IA";
    }
    name-server {
        10.0.0.2;
    }
    login {
        user admin {
            uid 2001;
            class super-user;
            authentication {
                encrypted-password "$6$labAdm3$Tv5nXk9WzPm2rLyQb7HcJ4sFaGd8EiViTo6BxCwRlNuMqKpSgDjYhUc3FePo1IA"; ## SECRET-DATA
            }
        }
        user @USER@ {
            uid 2000;
            class super-user;
            authentication {
                encrypted-password "$6$labUser2$Hc9tRz4WmXk7sVbN1yLpQ8fJoEuGd5AiTg3BvCxMhZnSrDqKw2FaPjYl6OeUI0";
            }
        }
    }
    services {
        ssh {
            protocol-version v2;
        }
        telnet;
        netconf {
            ssh;
        }
        web-management {
            http {
                interface fxp0.0;
            }
        }
    }
    syslog {
        user * {
            any emergency;
        }
        file messages {
            any any;
            authorization info;
        }
        file interactive-commands {
            interactive-commands any;
        }
    }
    license {
        autoupdate {
            url https://ae1.juniper.net/junos/key_retrieval;
        }
    }
}
security {
    screen {
        ids-option untrust-screen {
            icmp {
                ping-death;
            }
            ip {
                source-route-option;
                tear-drop;
            }
            tcp {
                syn-flood {
                    alarm-threshold 1024;
                    attack-threshold 200;
                    source-threshold 1024;
                    destination-threshold 2048;
                    queue-size 2000;
                    timeout 20;
                }
                land;
            }
        }
    }
    policies {
        from-zone trust to-zone trust {
            policy default-permit {
                match {
                    source-address any;
                    destination-address any;
                    application any;
                }
                then {
                    permit;
                }
            }
        }
        from-zone trust to-zone untrust {
            policy default-permit {
                match {
                    source-address any;
                    destination-address any;
                    application any;
                }
                then {
                    permit;
                }
            }
        }
    }
    zones {
        security-zone trust {
            tcp-rst;
        }
        security-zone untrust {
            screen untrust-screen;
        }
    }
}
interfaces {
    fxp0 {
        unit 0 {
            family inet {
                address 10.0.0.15/24;
            }
        }
    }
}
snmp {
    location "rack 3";
}
`;
