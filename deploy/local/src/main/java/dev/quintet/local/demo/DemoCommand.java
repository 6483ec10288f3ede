package dev.quintet.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.quintet.local.client.GatewayClient;
import dev.quintet.local.client.GatewayOptions;
import dev.quintet.local.client.Terminal;
import dev.quintet.local.suite.SuiteHome;
import dev.quintet.local.supervise.StartFailure;

/** Walks a newcomer through all services, ending with a drill. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Walks through all services of the running suite, and checks every answer.",
        footer = {
            "",
            "Exit code 0: all went as it should; 1: something did not.",
            "It prepares two sysbench tables of 1,000 rows on every local node; tables 1 and 2 of another size are made"
                    + " anew. What it starts it stops, also after Ctrl-C.",
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Override
    public Integer call() throws StartFailure, IOException {
        GatewayClient client = new GatewayClient(gateway.access(SuiteHome.fromScript()));
        Demo demo = new Demo(client, Terminal.standard(System.getenv()), Duration.ofSeconds(1));
        Thread player = Thread.currentThread();
        Thread onInterrupt = new Thread(() -> demo.interrupt(player), "demo-clean-up");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        WorkloadScene workload = new WorkloadScene();
        List<Scene> scenes = List.of(
                new HealthScene(),
                new LookupScene(),
                new TaskScene(),
                new BadgeScene(new SplittableRandom()),
                workload,
                new DrillScene(workload));
        try {
            return demo.play(scenes) ? 0 : 1;
        } catch (InterruptedException e) {
            // By Ctrl-C; the shutdown hook tells what it stops.
            return INTERRUPTED;
        }
    }
}
