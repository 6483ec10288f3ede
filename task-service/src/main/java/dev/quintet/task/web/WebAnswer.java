package dev.quintet.task.web;

import java.util.Map;

/**
 * What came back.
 *
 * @param headers by lower-case name; several of one name are joined with commas
 * @param body as text, read as UTF-8
 */
public record WebAnswer(int status, Map<String, String> headers, String body) {}
