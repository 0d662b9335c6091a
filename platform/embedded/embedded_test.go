package embedded

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// quick are settings for data that no one will miss.
var quick = map[string]string{"fsync": "off", "shared_buffers": "16MB"}

// TestMain is also the program that TestKilledProgram kills: told a directory,
// it starts the server on it, says so and waits.
func TestMain(m *testing.M) {
	dir := os.Getenv("EMBEDDED_TEST_DIR")
	if dir == "" {
		os.Exit(m.Run())
	}
	p, err := Start(context.Background(), Options{Dir: dir, Settings: quick})
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	fmt.Println(p.OwnerURL("postgres"))
	select {}
}

func start(t *testing.T, o Options) *Postgres {
	t.Helper()
	if o.Settings == nil {
		o.Settings = quick
	}
	p, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// ask runs the statements in turn and returns the only value of the last.
func ask(t *testing.T, url string, statements ...string) (answer string) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	for i, s := range statements {
		if i < len(statements)-1 {
			_, err = c.Exec(t.Context(), s)
		} else {
			err = c.QueryRow(t.Context(), s).Scan(&answer)
		}
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return answer
}

func TestDataOutlivesTheServer(t *testing.T) {
	for _, bin := range candidates(nil) {
		t.Run(strings.ReplaceAll(bin, "/", "_"), func(t *testing.T) {
			dir := t.TempDir()
			p := start(t, Options{Dir: dir, Bin: bin})
			if got := ask(t, p.OwnerURL("postgres"), "create table kept (word text)", "insert into kept values ('æøå')", "select current_user"); got != Superuser {
				t.Errorf("signed in as %s", got)
			}
			info, err := os.Stat(p.SocketDir)
			if err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("the socket's directory is open to others: %v %v", info, err)
			}
			if err := p.Stop(); err != nil {
				t.Fatal(err)
			}
			<-p.Done()
			if _, err := os.Stat(p.SocketDir); !os.IsNotExist(err) {
				t.Errorf("the socket's directory stays behind: %v", err)
			}
			again := start(t, Options{Dir: dir, Bin: bin})
			if got := ask(t, again.OwnerURL("postgres"), "select word from kept"); got != "æøå" {
				t.Errorf("read %q after the second start", got)
			}
			if got := ask(t, again.OwnerURL("postgres"), "show listen_addresses"); got != "" {
				t.Errorf("listens on %q", got)
			}
		})
	}
}

func TestOneProgramPerDataDirectory(t *testing.T) {
	dir := t.TempDir()
	first := start(t, Options{Dir: dir})
	_, err := Start(t.Context(), Options{Dir: dir, Settings: quick})
	if err == nil || !strings.Contains(err.Error(), "process "+strconv.Itoa(os.Getpid())) {
		t.Errorf("the second start says: %v", err)
	}
	if got := ask(t, first.OwnerURL("postgres"), "select 'alive'"); got != "alive" {
		t.Error("the refused start harmed the first server")
	}
}

func TestRunningJoins(t *testing.T) {
	dir := t.TempDir()
	if _, err := Running(dir); err == nil {
		t.Error("found a server where none was started")
	}
	p := start(t, Options{Dir: dir})
	joined, err := Running(dir)
	if err != nil {
		t.Fatal(err)
	}
	if joined.Major != p.Major || joined.Done() != nil {
		t.Errorf("joined %+v, which is not %+v of another process", joined, p)
	}
	ask(t, p.OwnerURL("postgres"), "create role visitor login", "select 'made'")
	if err := joined.Stop(); err != nil {
		t.Error(err)
	}
	if got := ask(t, joined.URL("visitor", "postgres"), "select current_user"); got != "visitor" {
		t.Errorf("joined as %s", got)
	}
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := Running(dir); err == nil {
		t.Error("found a server that was stopped")
	}
}

func TestKilledProgram(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "EMBEDDED_TEST_DIR="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("the other program says %q, %v", line, err)
	}
	ask(t, strings.TrimSpace(line), "create table kept (word text)", "insert into kept values ('safe')", "select 'done'")
	old, err := readRecord(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // reports the kill
	p := start(t, Options{Dir: dir})
	if got := ask(t, p.OwnerURL("postgres"), "select word from kept"); got != "safe" {
		t.Errorf("read %q after the kill", got)
	}
	if _, err := os.Stat(old.Socket); !os.IsNotExist(err) {
		t.Errorf("the killed program's socket directory stays behind: %v", err)
	}
}

func TestNumberOfADeadServerTakenByAStranger(t *testing.T) {
	dir := t.TempDir()
	p := start(t, Options{Dir: dir})
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	pid := filepath.Join(dir, "pg"+strconv.Itoa(p.Major), "postmaster.pid")
	if err := os.WriteFile(pid, []byte(strconv.Itoa(os.Getppid())+"\n/elsewhere\n0\n5432\n/tmp\n\n  0 0\nready   \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, start(t, Options{Dir: dir}).OwnerURL("postgres"), "select 'up'"); got != "up" {
		t.Error(got)
	}
}

func TestFirstStartCutOffHalfWay(t *testing.T) {
	dir := t.TempDir()
	for major := oldest; major < 30; major++ {
		half := filepath.Join(dir, "pg"+strconv.Itoa(major)+".new", "base")
		if err := os.MkdirAll(half, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if got := ask(t, start(t, Options{Dir: dir}).OwnerURL("postgres"), "select 'up'"); got != "up" {
		t.Error(got)
	}
}

func TestFailureTellsWhatTheServerSaid(t *testing.T) {
	dir := t.TempDir()
	_, err := Start(t.Context(), Options{Dir: dir, Settings: map[string]string{"fsync": "off", "shared_buffers": "much"}})
	if err == nil || !strings.Contains(err.Error(), `"shared_buffers": "much"`) {
		t.Errorf("says: %v", err)
	}
	start(t, Options{Dir: dir}) // the failed start holds nothing back
}

// TestAsAnotherUser is the way of containers that forbid user namespaces.
func TestAsAnotherUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can run the server as another user")
	}
	other, err := credential("nobody")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o711); err != nil { // another user cannot enter it otherwise
		t.Fatal(err)
	}
	for _, bin := range candidates(nil) {
		ours, err := open(bin)
		if err != nil {
			t.Fatal(err)
		}
		theirs := ours
		theirs.user = other
		if _, err := other.run(exec.Command(filepath.Join(bin, "postgres"), "--version")); err != nil {
			t.Logf("%s lies where another user cannot reach it", bin)
			continue
		}
		// First as ourselves, then as the other, then back: the data changes hands.
		for _, tools := range []tools{ours, theirs, ours} {
			cluster, err := tools.cluster(t.Context(), dir, quick)
			if err != nil {
				t.Fatal(err)
			}
			sockets, err := newSocketDir(tools.user)
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(sockets)
			c, err := tools.serve(cluster, sockets, filepath.Join(dir, logName), quick)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.ready(t.Context(), cluster); err != nil {
				t.Errorf("as %s: %v%s", tools.user.name, err, tail(filepath.Join(dir, logName)))
			}
			if err := c.end(); err != nil {
				t.Error(err)
			}
		}
	}
}
