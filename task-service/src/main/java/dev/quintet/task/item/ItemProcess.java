package dev.quintet.task.item;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;

import dev.quintet.common.api.task.ItemRequest;
import dev.quintet.common.api.task.ItemView;
import dev.quintet.task.handler.PermanentFailure;
import dev.quintet.task.handler.TaskContext;
import dev.quintet.task.handler.TaskHandler;

/** {@code item.process}: works out an item's price with tax and stores it. */
@Singleton
public class ItemProcess implements TaskHandler<ItemRequest, ItemView> {
    /** The type's name. */
    static final String TYPE = "item.process";

    private static final long SLOW_MILLIS = 500;

    private final Items items;
    private final ItemConfig config;

    ItemProcess(Items items, ItemConfig config) {
        this.items = items;
        this.config = config;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public ItemView handle(ItemRequest item, TaskContext context) throws Exception {
        if (item == null || item.id() == null || item.name() == null || item.price() == null) {
            throw new PermanentFailure("An item needs an id, a name and a price.");
        }
        Span.current().setAttribute("item.id", item.id());
        if (config.slowProcessing()) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        }
        ItemView processed = new ItemView(
                item.id(),
                item.name(),
                item.description(),
                item.price(),
                item.tax(),
                withTax(item.price(), item.tax()));
        items.store(processed);
        return processed;
    }

    static double withTax(double price, Double tax) {
        return tax == null ? price : price * (1 + tax);
    }
}
