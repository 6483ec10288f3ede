package dev.quintet.badge.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** A data source that asks PostgreSQL for the plan of every query with its parameters, before it runs it. */
final class ExplainingSource {
    /** A query and its plan. */
    record Explained(String sql, String plan) {}

    private final DataSource real;
    private final List<Explained> explained = new ArrayList<>();

    ExplainingSource(DataSource real) {
        this.real = real;
    }

    List<Explained> explained() {
        return explained;
    }

    DataSource source() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement
                    ? statement(connection, statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement statement, String sql) {
        Map<Integer, Object> parameters = new TreeMap<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().equals("setObject")) {
                parameters.put((Integer) arguments[0], arguments[1]);
            } else if (method.getName().equals("executeQuery")) {
                explained.add(new Explained(sql, plan(connection, sql, parameters)));
            }
            return call(statement, method, arguments);
        });
    }

    private static String plan(Connection connection, String sql, Map<Integer, Object> parameters) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (Map.Entry<Integer, Object> parameter : parameters.entrySet()) {
                explain.setObject(parameter.getKey(), parameter.getValue());
            }
            try (ResultSet lines = explain.executeQuery()) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(ExplainingSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
