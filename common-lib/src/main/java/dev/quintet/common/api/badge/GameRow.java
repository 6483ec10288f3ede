package dev.quintet.common.api.badge;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A game of the conference. */
public record GameRow(@Schema(examples = "Breakout") @JsonProperty("game_name") String gameName) {}
