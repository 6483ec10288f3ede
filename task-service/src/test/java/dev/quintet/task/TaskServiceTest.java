package dev.quintet.task;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.quarkus.test.common.QuarkusTestResource;

import dev.quintet.local.test.RedisTestResource;
import dev.quintet.task.trace.CollectorResource;

/** The engines of every test of the running service: the same for all, so that it is started once. */
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(CollectorResource.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TaskServiceTest {}
