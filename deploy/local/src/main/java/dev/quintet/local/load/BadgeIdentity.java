package dev.quintet.local.load;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

import dev.quintet.local.client.Call;

/** A badge, made up, and the person who claims it. */
public record BadgeIdentity(String uuid, String mac, String handle, String discordUserId) {

    /** A new one. */
    public static BadgeIdentity next(String who, RandomGenerator random) {
        HexFormat hex = HexFormat.of();
        long bits = random.nextLong();
        String mac = "24:0a:c4:%s:%s:%s"
                .formatted(hex.toHexDigits((byte) bits), hex.toHexDigits((byte) (bits >> 8)), hex.toHexDigits((byte)
                        (bits >> 16)));
        return new BadgeIdentity(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                mac,
                who + "-" + hex.toHexDigits(random.nextLong(), 8),
                Long.toString(random.nextLong(1L << 55, 1L << 60)));
    }

    /** The call with the badge's headers and without the key: badges have none. */
    public Call headers(Call call) {
        return call.open().with("panda-xpress", uuid).with("panda-mac", mac);
    }

    public Call register() {
        return headers(Call.post("/badge/register"));
    }

    /** By the bot, to which the person gave the code. */
    public Call claim(String code) {
        return Call.post(
                "/badge/claim",
                Map.of("registration_code", code, "discord_handle", handle, "discord_user_id", discordUserId));
    }
}
