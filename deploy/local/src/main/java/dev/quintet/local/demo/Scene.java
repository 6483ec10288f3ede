package dev.quintet.local.demo;

import java.io.IOException;

import dev.quintet.local.client.WrongAnswerException;

/** A part of the demo. */
interface Scene {

    String title();

    /** @throws WrongAnswerException if an answer is not what it should be */
    void play(Stage stage) throws IOException, InterruptedException, WrongAnswerException;
}
