package embedded

import "syscall"

// nobody is the user that root appears as inside the namespace.
const nobody = 65534

// plain starts a child in a process group of its own, so that Ctrl-C reaches
// this program first, and ends it when this program is killed.
func plain() (*syscall.SysProcAttr, error) {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGINT}, nil
}

// namespaced is ourselves, seen by the child as nobody: the files stay ours,
// and directories that only we may enter stay reachable.
func namespaced(uid, gid int) []user {
	return []user{{name: "nobody in a user namespace", uid: -1, prepare: func() (*syscall.SysProcAttr, error) {
		a, err := plain()
		a.Cloneflags = syscall.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: uid, Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: gid, Size: 1}}
		a.Credential = &syscall.Credential{Uid: nobody, Gid: nobody, NoSetGroups: true}
		return a, err
	}}}
}
