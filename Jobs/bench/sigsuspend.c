// Valgrind (3.19 at least) writes into the mask that sigsuspend gets, and libdispatch gives a constant:
// the program would be killed. This one, loaded before, gives a copy.
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
  sigset_t copy = *mask;
  return (int)syscall(SYS_rt_sigsuspend, &copy, 8);
}
