import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The companies that the load asks for, the same for load, backends and simulation. A tenth does not exist; of the others
 * some have ended and some will.
 *
 * @param index from 0
 */
record Company(int index) {
    static final String[] COUNTRIES = {"ru", "us", "nl"};
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    /** Every tenth id has what careless encoding breaks. */
    String id() {
        return index % 10 == 3 ? "c/" + index + " +ü" : "c" + index;
    }

    String country() {
        return COUNTRIES[index % COUNTRIES.length];
    }

    boolean exists() {
        return (index * 0x9E3779B1L >>> 8 & 0xFFFF) % 10 != 0;
    }

    String name() {
        return "Company " + index + " \\\"Ltd\\\"";
    }

    Optional<String> end() {
        return switch (index / 3 % 5) {
            case 0 -> Optional.of("2001-02-03T04:05:06.5+02:00");
            case 1 -> Optional.of("2099-12-31T23:59:59Z");
            default -> Optional.empty();
        };
    }

    /** What the answer must have behind the id. */
    String expected() {
        String head = "\"name\":\"" + name() + "\",\"active\":";
        return switch (index / 3 % 5) {
            case 0 -> head + "false,\"active_until\":\"2001-02-03T02:05:06.500Z\"}";
            case 1 -> head + "true,\"active_until\":\"2099-12-31T23:59:59Z\"}";
            default -> head + "true}";
        };
    }

    static Company ofId(String id) {
        Matcher number = NUMBER.matcher(id);
        if (!number.find()) {
            throw new IllegalArgumentException(id);
        }
        Company company = new Company(Integer.parseInt(number.group()));
        if (!company.id().equals(id)) {
            throw new IllegalArgumentException(id);
        }
        return company;
    }
}
