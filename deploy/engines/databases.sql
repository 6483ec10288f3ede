-- One database a service; "badges" is there already.
CREATE DATABASE workload;
CREATE DATABASE anomaly;
