package dev.quintet.local.load;

import dev.quintet.local.client.Answer;
import dev.quintet.local.client.WrongAnswerException;

/** Says whether an answer is right: its status and its content. */
@FunctionalInterface
interface AnswerCheck {

    void check(Answer answer) throws WrongAnswerException;
}
