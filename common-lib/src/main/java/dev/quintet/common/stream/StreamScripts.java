package dev.quintet.common.stream;

import dev.quintet.common.redis.RedisScript;

/** The scripts that change an entry's state only while it is the caller's; see their heads. */
record StreamScripts(RedisScript ack, RedisScript hold, RedisScript bury) {}
