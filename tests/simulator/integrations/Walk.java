import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Driven by integrations.test.mjs, a line for each phase: java -cp CLASSES Walk STORE */
public final class Walk {
    public static void main(String[] arguments) throws Exception {
        Pleo pleo = new Pleo(System.getenv(), Path.of(arguments[0]));
        Map<String, String> session = new HashMap<>();
        System.out.println(pleo.authorise(session, "users:read"));
        ExecutorService pool = Executors.newFixedThreadPool(5);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            try {
                if (words[0].equals("exchange")) pleo.exchange(session, URI.create(words[1]));
                List<Future<Integer>> calls = new ArrayList<>();
                for (int i = 0; i < (words[0].equals("together") ? 5 : 1); ++i)
                    calls.add(pool.submit(() -> pleo.call("GET", "/v2/employees?limit=1", null).statusCode()));
                List<String> statuses = new ArrayList<>();
                for (Future<Integer> call : calls) statuses.add(String.valueOf(call.get()));
                System.out.println(String.join(" ", statuses));
            } catch (ExecutionException error) {
                boolean over = error.getCause() instanceof Pleo.AuthoriseAgain;
                System.out.println(over ? "authorise again" : "refused: " + error.getCause().getMessage());
            } catch (Pleo.AuthoriseAgain error) {
                System.out.println("authorise again");
            } catch (IllegalArgumentException error) {
                System.out.println("refused: " + error.getMessage());
            }
        }
        pool.shutdown();
    }
}
