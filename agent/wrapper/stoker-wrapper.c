/*
 * Runs one attempt of one task, so that the task outlives the agent.
 *
 *   stoker-wrapper run FOLDER TIMEOUT GRACE OUTPUT_LIMIT -- COMMAND [ARGUMENT...]
 *   stoker-wrapper lock DESCRIPTOR
 *   stoker-wrapper widen -- COMMAND [ARGUMENT...]
 *
 * FOLDER is the attempt's own folder. The agent put `environment` into it (NAME=VALUE, each ended by a NUL byte):
 * secrets never stand in arguments. The wrapper leaves there
 *   claim/    made first; who finds it does not run the task
 *   wrapper   "PID START_TICKS": who runs it (start in clock ticks since boot, field 22 of /proc/PID/stat)
 *   exit      how it ended, one NAME=VALUE a line; complete and durable once it is there
 * and obeys
 *   cancel    made by the agent; holds the grace in seconds. SIGTERM only wakes the wrapper to look for it.
 *
 * Standard output is the spool file, opened for appending by the agent.
 * A task that succeeded may leave daemons behind. After any other end nothing of it is alive when `exit` appears:
 * its process group, the wrapper's session, every descendant and every process with its STOKER_ASSIGNMENT_ID.
 *
 * `lock` takes an exclusive flock on an inherited descriptor: it stays with the agent's open file.
 *
 * `widen` makes the pipes that are its standard input and output hold more and becomes the command: whoever passes a whole
 * disk through pipes of the usual size spends more time on waking up than on passing.
 *
 * Exit status: 0 the exit record is there; 123 it could not be written; 124 locked by another; 125 claimed by another; 126 nothing was run;
 * of `widen` that of the command, 127 when there is none.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	STATUS_DONE = 0,
	STATUS_NO_RECORD = 123,
	STATUS_LOCKED = 124,
	STATUS_CLAIMED = 125,
	STATUS_NOT_RUN = 126,
	STATUS_NO_COMMAND = 127,
};

/* How often the output's size and the cancel file are looked at while nothing else happens. */
#define TICK_MS 200
#define RECORD_BYTES 512
#define WIDE_PIPE_BYTES (1024 * 1024)
#define MARKER_NAME "STOKER_ASSIGNMENT_ID="

struct attempt {
	int folder;
	long timeout_seconds;
	long grace_seconds;
	long long output_limit;
	char marker[128];
	char **environment;
	char **command;
	pid_t child;
	int64_t started_wall_ms;
	int64_t started_ms;
	long long dropped_bytes;
};

struct ending {
	const char *result;
	int exit_code;
	int signal;
	int error;
};

static int64_t now_ms(clockid_t clock) {
	struct timespec now;
	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void pause_ms(long ms) {
	struct timespec wait = {ms / 1000, (ms % 1000) * 1000000};
	nanosleep(&wait, NULL);
}

static bool write_all(int fd, const char *data, size_t length) {
	while (length > 0) {
		ssize_t written = write(fd, data, length);
		if (written < 0 && errno == EINTR) continue;
		if (written <= 0) return false;
		data += written;
		length -= (size_t)written;
	}
	return true;
}

/* Reads a whole small file; the caller frees. NULL when it cannot be read. */
static char *read_file(int folder, const char *name, size_t *length) {
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return NULL;
	size_t room = 4096, used = 0;
	char *data = malloc(room + 1);
	while (data) {
		ssize_t got = read(fd, data + used, room - used);
		if (got < 0 && errno == EINTR) continue;
		if (got < 0) {
			free(data);
			data = NULL;
		}
		if (got <= 0) break;
		used += (size_t)got;
		if (used < room) continue;
		char *bigger = realloc(data, (room *= 2) + 1);
		if (!bigger) free(data);
		data = bigger;
	}
	close(fd);
	if (!data) return NULL;
	data[used] = 0;
	if (length) *length = used;
	return data;
}

/* Temporary file, fsync, rename, fsync of the folder. The temporary file is overwritten, not truncated: its blocks were
 * taken before the task ran, so that a disk that has become full does not swallow the outcome. */
static bool write_record(int folder, const char *name, const char *temporary, const char *text) {
	int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) return false;
	size_t length = strlen(text);
	bool good = write_all(fd, text, length) && ftruncate(fd, (off_t)length) == 0 && fsync(fd) == 0;
	int problem = errno;
	good = close(fd) == 0 && good;
	if (!good && problem) errno = problem;
	return good && renameat(folder, temporary, folder, name) == 0 && fsync(folder) == 0;
}

static bool reserve_record(int folder, const char *temporary) {
	int fd = openat(folder, temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0) return false;
	char blank[RECORD_BYTES];
	memset(blank, '\n', sizeof blank);
	bool good = write_all(fd, blank, sizeof blank) && fsync(fd) == 0;
	return close(fd) == 0 && good;
}

/* The fields of /proc/PID/stat that follow the command name, which may hold spaces and parentheses. */
struct process {
	pid_t pid, parent, group, session;
	char state;
	unsigned long long start_ticks;
};

static bool read_process(const char *pid, struct process *process) {
	char path[64];
	snprintf(path, sizeof path, "/proc/%s/stat", pid);
	char *text = read_file(AT_FDCWD, path, NULL);
	if (!text) return false;
	char *rest = strrchr(text, ')');
	process->pid = (pid_t)atoi(text);
	bool good = rest && sscanf(rest + 1, " %c %d %d %d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
	                           &process->state, &process->parent, &process->group, &process->session,
	                           &process->start_ticks) == 5;
	free(text);
	return good;
}

static bool carries_marker(pid_t pid, const char *marker) {
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/environ", pid);
	size_t length = 0;
	char *text = read_file(AT_FDCWD, path, &length);
	if (!text) return false;
	bool found = false;
	for (char *item = text; item < text + length && !found; item += strlen(item) + 1) found = strcmp(item, marker) == 0;
	free(text);
	return found;
}

/* With PR_SET_CHILD_SUBREAPER every orphan of the task comes back to this process, so descent is never lost. */
static bool descends_from_us(pid_t parent, pid_t self) {
	struct process process;
	char name[16];
	for (int depth = 0; parent > 1 && depth < 4096; depth++) {
		if (parent == self) return true;
		snprintf(name, sizeof name, "%d", parent);
		if (!read_process(name, &process)) return false;
		parent = process.parent;
	}
	return false;
}

static bool is_remnant(const struct attempt *attempt, const struct process *process, pid_t self) {
	if (process->pid == self || process->state == 'Z' || process->state == 'X') return false;
	if (process->session == self || (attempt->child > 0 && process->group == attempt->child)) return true;
	return descends_from_us(process->parent, self) || carries_marker(process->pid, attempt->marker);
}

/* Sends the signal to all that is left of the attempt and returns how many there were. The descriptor is opened before
 * the process is looked at: should the pid be taken by another process meanwhile, the signal reaches nobody. */
static int signal_remnants(const struct attempt *attempt, int signal) {
	DIR *proc = opendir("/proc");
	if (!proc) return -1;
	int found = 0;
	pid_t self = getpid();
	for (struct dirent *entry = readdir(proc); entry; entry = readdir(proc)) {
		struct process process;
		if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
		int handle = (int)syscall(SYS_pidfd_open, atoi(entry->d_name), 0);
		bool old_kernel = handle < 0 && errno == ENOSYS;
		if (read_process(entry->d_name, &process) && is_remnant(attempt, &process, self)) {
			found++;
			if (handle >= 0) syscall(SYS_pidfd_send_signal, handle, signal, NULL, 0);
			else if (old_kernel) kill(process.pid, signal);
		}
		if (handle >= 0) close(handle);
	}
	closedir(proc);
	return found;
}

/* Keeps the spool within its limit. Appending goes on at the new end, so cutting is all it takes. */
static void bound_output(struct attempt *attempt) {
	struct stat output;
	if (attempt->output_limit <= 0 || fstat(STDOUT_FILENO, &output) < 0 || !S_ISREG(output.st_mode)) return;
	if (output.st_size <= attempt->output_limit) return;
	if (ftruncate(STDOUT_FILENO, attempt->output_limit) == 0) {
		attempt->dropped_bytes += output.st_size - attempt->output_limit;
	}
}

/* TERM, grace, KILL, until nothing is left. It does not return before: an outcome is only told when it is true. */
static void end_remnants(struct attempt *attempt, long grace_seconds) {
	int64_t deadline = now_ms(CLOCK_MONOTONIC) + grace_seconds * 1000;
	long wait = 5;
	bool told = false;
	for (int quiet = 0; quiet < 2;) {
		while (waitpid(-1, NULL, WNOHANG) > 0) continue;
		bool over = now_ms(CLOCK_MONOTONIC) >= deadline;
		int left = signal_remnants(attempt, over ? SIGKILL : told ? 0 : SIGTERM);
		told = true;
		quiet = left == 0 ? quiet + 1 : 0;
		if (left == 0) continue;
		bound_output(attempt);
		pause_ms(wait);
		if (wait < 100) wait *= 2;
	}
}

static long long close_output(struct attempt *attempt) {
	struct stat output;
	bound_output(attempt);
	if (attempt->dropped_bytes > 0) {
		char line[160];
		int length = snprintf(line, sizeof line, "\n[stoker: the output limit of %lld bytes was reached; %lld more bytes are missing]\n",
		                      attempt->output_limit, attempt->dropped_bytes);
		if (!write_all(STDOUT_FILENO, line, (size_t)length)) return attempt->output_limit;
	}
	if (fstat(STDOUT_FILENO, &output) < 0 || !S_ISREG(output.st_mode)) return 0;
	if (output.st_size > 0) fdatasync(STDOUT_FILENO);
	return output.st_size;
}

/* On a disk without room it is tried until there is some; the agent sees us alive. Anything else does not mend itself:
 * the folder was removed, or the disk is broken. Then nobody may wait for the record. */
static bool leave_exit_record(struct attempt *attempt, struct ending ending) {
	int64_t duration = now_ms(CLOCK_MONOTONIC) - attempt->started_ms;
	long long log_length = close_output(attempt);
	char text[RECORD_BYTES];
	snprintf(text, sizeof text,
	         "result=%s\nexit_code=%d\nsignal=%d\nerror=%d\nstarted_at_ms=%lld\nduration_ms=%lld\nlog_length=%lld\nend=1\n",
	         ending.result, ending.exit_code, ending.signal, ending.error, (long long)attempt->started_wall_ms,
	         (long long)duration, log_length);
	while (!write_record(attempt->folder, "exit", "exit.tmp", text)) {
		if (errno != ENOSPC && errno != EDQUOT) return false;
		pause_ms(1000);
	}
	return true;
}

/* The grace in seconds when the agent asked to end the attempt, otherwise -1. */
static long cancel_grace(const struct attempt *attempt) {
	char *text = read_file(attempt->folder, "cancel", NULL);
	if (!text) return -1;
	char *end = text;
	long grace = strtol(text, &end, 10);
	if (end == text || grace < 0) grace = attempt->grace_seconds;
	free(text);
	return grace;
}

static int run_child(const struct attempt *attempt, int report) {
	sigset_t none;
	sigemptyset(&none);
	for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	execve(attempt->command[0], attempt->command, attempt->environment);
	int error = errno;
	write_all(report, (const char *)&error, sizeof error);
	return 127;
}

/* Starts the command; returns 0, or the error number with nothing left running. */
static int start_child(struct attempt *attempt) {
	int report[2], error = 0;
	if (pipe2(report, O_CLOEXEC) < 0) return errno;
	attempt->started_wall_ms = now_ms(CLOCK_REALTIME);
	attempt->started_ms = now_ms(CLOCK_MONOTONIC);
	attempt->child = fork();
	if (attempt->child == 0) _exit(run_child(attempt, report[1]));
	int fork_error = errno;
	close(report[1]);
	if (attempt->child > 0) {
		ssize_t got;
		do got = read(report[0], &error, sizeof error);
		while (got < 0 && errno == EINTR);
		if (got == (ssize_t)sizeof error) waitpid(attempt->child, NULL, 0);
		else error = 0;
	} else {
		error = fork_error;
	}
	close(report[0]);
	return error;
}

/* Waits for the end, the deadline or the cancel file, whichever is first. */
static struct ending supervise(struct attempt *attempt, const sigset_t *signals) {
	int64_t deadline = attempt->started_ms + attempt->timeout_seconds * 1000;
	for (;;) {
		int status;
		pid_t ended;
		while ((ended = waitpid(-1, &status, WNOHANG)) > 0) {
			if (ended != attempt->child) continue;
			bool exited = WIFEXITED(status);
			if (exited && WEXITSTATUS(status) == 0) return (struct ending){"exited", 0, 0, 0};
			end_remnants(attempt, attempt->grace_seconds);
			if (exited) return (struct ending){"exited", WEXITSTATUS(status), 0, 0};
			return (struct ending){"signalled", 0, WTERMSIG(status), 0};
		}
		int64_t left = deadline - now_ms(CLOCK_MONOTONIC);
		if (left <= 0) {
			end_remnants(attempt, attempt->grace_seconds);
			return (struct ending){"timeout", 0, 0, 0};
		}
		long grace = cancel_grace(attempt);
		if (grace >= 0) {
			end_remnants(attempt, grace);
			return (struct ending){"cancelled", 0, 0, 0};
		}
		bound_output(attempt);
		if (left > TICK_MS) left = TICK_MS;
		struct timespec wait = {left / 1000, (left % 1000) * 1000000};
		sigtimedwait(signals, NULL, &wait);
	}
}

static char **split_environment(int folder) {
	size_t length = 0, count = 0;
	char *text = read_file(folder, "environment", &length);
	if (!text) return NULL;
	for (size_t at = 0; at < length; at += strlen(text + at) + 1) count++;
	char **items = calloc(count + 1, sizeof *items);
	if (!items) return NULL;
	count = 0;
	for (size_t at = 0; at < length; at += strlen(text + at) + 1) items[count++] = text + at;
	return items;
}

static bool introduce(const struct attempt *attempt) {
	struct process self;
	char text[64];
	if (!read_process("self", &self)) return false;
	snprintf(text, sizeof text, "%d %llu\n", getpid(), self.start_ticks);
	return write_record(attempt->folder, "wrapper", "wrapper.tmp", text);
}

static int not_run(const char *what) {
	dprintf(STDERR_FILENO, "stoker-wrapper: %s: %s\n", what, strerror(errno));
	return STATUS_NOT_RUN;
}

static int run(struct attempt *attempt) {
	sigset_t signals;
	const int caught[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGQUIT};
	sigemptyset(&signals);
	for (size_t index = 0; index < sizeof caught / sizeof *caught; index++) sigaddset(&signals, caught[index]);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	if (mkdirat(attempt->folder, "claim", 0700) < 0) return errno == EEXIST ? STATUS_CLAIMED : not_run("claim");
	if (setsid() < 0 && getsid(0) != getpid()) return not_run("setsid");
	const char *id = getenv("STOKER_ASSIGNMENT_ID");
	errno = EINVAL;
	if (!id || !*id || strlen(id) > 80) return not_run("STOKER_ASSIGNMENT_ID");
	snprintf(attempt->marker, sizeof attempt->marker, MARKER_NAME "%s", id);
	attempt->environment = split_environment(attempt->folder);
	if (!attempt->environment) return not_run("environment");
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return not_run("subreaper");
	if (!introduce(attempt)) return not_run("wrapper");
	if (!reserve_record(attempt->folder, "exit.tmp")) return not_run("exit.tmp");
	attempt->started_ms = now_ms(CLOCK_MONOTONIC);
	struct ending ending = {"cancelled", 0, 0, 0};
	if (cancel_grace(attempt) < 0) {
		int error = start_child(attempt);
		if (chdir("/") < 0) pause_ms(0);
		ending = error ? (struct ending){"spawn_failed", 0, 0, error} : supervise(attempt, &signals);
	}
	return leave_exit_record(attempt, ending) ? STATUS_DONE : STATUS_NO_RECORD;
}

static bool parse_number(const char *text, long long most, long long *number) {
	char *end;
	errno = 0;
	*number = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == 0 && *number >= 0 && *number <= most;
}

static int usage(void) {
	dprintf(STDERR_FILENO, "usage: stoker-wrapper run FOLDER TIMEOUT GRACE OUTPUT_LIMIT -- COMMAND [ARGUMENT...]\n"
	                       "       stoker-wrapper lock DESCRIPTOR\n"
	                       "       stoker-wrapper widen -- COMMAND [ARGUMENT...]\n");
	return STATUS_NOT_RUN;
}

static int widen(char **command) {
	/* A pipe that may not be widened works, too. */
	(void)fcntl(STDIN_FILENO, F_SETPIPE_SZ, WIDE_PIPE_BYTES);
	(void)fcntl(STDOUT_FILENO, F_SETPIPE_SZ, WIDE_PIPE_BYTES);
	execvp(command[0], command);
	return errno == ENOENT ? STATUS_NO_COMMAND : not_run(command[0]);
}

int main(int count, char **arguments) {
	struct attempt attempt = {0};
	long long timeout, grace, descriptor;
	if (count == 3 && strcmp(arguments[1], "lock") == 0 && parse_number(arguments[2], 1 << 20, &descriptor)) {
		return flock((int)descriptor, LOCK_EX | LOCK_NB) == 0 ? STATUS_DONE : STATUS_LOCKED;
	}
	if (count >= 4 && strcmp(arguments[1], "widen") == 0 && strcmp(arguments[2], "--") == 0) {
		return widen(arguments + 3);
	}
	if (count < 8 || strcmp(arguments[1], "run") != 0 || strcmp(arguments[6], "--") != 0) return usage();
	if (!parse_number(arguments[3], INT32_MAX, &timeout) || !parse_number(arguments[4], INT32_MAX, &grace) ||
	    !parse_number(arguments[5], INT64_MAX, &attempt.output_limit)) {
		return usage();
	}
	attempt.timeout_seconds = (long)timeout;
	attempt.grace_seconds = (long)grace;
	attempt.command = arguments + 7;
	attempt.folder = open(arguments[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (attempt.folder < 0) return not_run(arguments[2]);
	return run(&attempt);
}
