// Command go-clients makes every call that EdgeX's Go clients have of core-metadata, core-data, core-command and of what all
// services share, against running services, and checks the answers. It prints a line a call that fails and exits with 1.
//
// Usage: go-clients HOST OFFSET, where OFFSET is added to EdgeX's ports.
package main

import (
	"context"
	"fmt"
	nethttp "net/http"
	"os"
	"reflect"
	"strconv"

	"github.com/edgexfoundry/go-mod-core-contracts/v4/clients/http"
	"github.com/edgexfoundry/go-mod-core-contracts/v4/clients/interfaces"
)

var ctx = context.Background()

// report collects which calls were made and what was wrong with them.
type report struct {
	made   map[string]bool
	faults int
}

// check notes a call by client and method, that it must not have failed, and what must hold of its answer.
func (r *report) check(call string, err error, holds bool, answer any) {
	r.made[call] = true
	if isNil(err) && holds {
		return
	}
	r.faults++
	fmt.Printf("%s: error %v, answer %+v\n", call, err, answer)
}

// refused notes a call that must have failed.
func (r *report) refused(call string, err error) {
	r.made[call] = true
	if isNil(err) {
		r.faults++
		fmt.Printf("%s was not refused\n", call)
	}
}

// noAuthentication adds nothing to a request: the services that this is for are not secured.
type noAuthentication struct{}

func (noAuthentication) AddAuthenticationData(*nethttp.Request) error { return nil }

func (noAuthentication) RoundTripper() nethttp.RoundTripper { return nil }

// isNil is also true of a nil pointer in an interface, which is how these clients say that nothing failed.
func isNil(err error) bool {
	return err == nil || (reflect.ValueOf(err).Kind() == reflect.Pointer && reflect.ValueOf(err).IsNil())
}

// complete tells of the methods of the interfaces that were never called.
func (r *report) complete(clients map[string]reflect.Type) {
	calls := 0
	for name, client := range clients {
		for i := range client.NumMethod() {
			call := name + "." + client.Method(i).Name
			calls++
			if !r.made[call] {
				r.faults++
				fmt.Println(call + " was not called")
			}
		}
	}
	fmt.Printf("%d calls of %d clients, %d faults\n", calls, len(clients), r.faults)
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go-clients HOST OFFSET")
		os.Exit(2)
	}
	offset, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "OFFSET is no number:", os.Args[2])
		os.Exit(2)
	}
	url := func(port int) string { return fmt.Sprintf("http://%s:%d", os.Args[1], port+offset) }
	none := noAuthentication{}
	metadata := &metadataClients{
		services: http.NewDeviceServiceClient(url(59881), none, false),
		profiles: http.NewDeviceProfileClient(url(59881), none, false),
		devices:  http.NewDeviceClient(url(59881), none, false),
		watchers: http.NewProvisionWatcherClient(url(59881), none, false),
	}
	r := &report{made: map[string]bool{}}
	metadata.add(r)
	metadata.query(r)
	data(r, http.NewEventClient(url(59880), none, false), http.NewReadingClient(url(59880), none, false))
	commands(r, metadata.devices, http.NewCommandClient(url(59882), none, false))
	common(r, http.NewCommonClient(url(59881), none))
	metadata.change(r)
	metadata.remove(r)
	r.complete(map[string]reflect.Type{
		"DeviceServiceClient":    reflect.TypeFor[interfaces.DeviceServiceClient](),
		"DeviceProfileClient":    reflect.TypeFor[interfaces.DeviceProfileClient](),
		"DeviceClient":           reflect.TypeFor[interfaces.DeviceClient](),
		"ProvisionWatcherClient": reflect.TypeFor[interfaces.ProvisionWatcherClient](),
		"EventClient":            reflect.TypeFor[interfaces.EventClient](),
		"ReadingClient":          reflect.TypeFor[interfaces.ReadingClient](),
		"CommandClient":          reflect.TypeFor[interfaces.CommandClient](),
		"CommonClient":           reflect.TypeFor[interfaces.CommonClient](),
	})
	if r.faults > 0 {
		os.Exit(1)
	}
}
