{{- /* SPDX-License-Identifier: Apache-2.0 */ -}}

{{- /* What all names begin with. A Job's name becomes a label, of at most 63 characters: "-submitter" has to fit. */ -}}
{{- define "foursigma.name" -}}
{{- if contains "foursigma" .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-foursigma" .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- /* Labels that select the pods of a component. Takes a list of the root context and the component's name. */ -}}
{{- define "foursigma.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: foursigma
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- /* All labels of an object of a component. Takes the same list. */ -}}
{{- define "foursigma.labels" -}}
{{- $root := index . 0 -}}
{{ include "foursigma.selectorLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* An image's name with its tag. Takes a list of the root context and the image's values. */ -}}
{{- define "foursigma.image" -}}
{{- $image := index . 1 -}}
{{ $image.repository }}:{{ $image.tag | default (index . 0).Chart.AppVersion }}
{{- end -}}

{{- /* The environment variable of a setting, made as io.foursigma.schemas.settings.Setting makes it. */ -}}
{{- define "foursigma.variable" -}}
FOURSIGMA_{{ . | upper | replace "." "_" | replace "-" "_" }}
{{- end -}}

{{- /* Where a container's settings come from: the config map, and above it the Secrets. */ -}}
{{- define "foursigma.settingsFromSecrets" -}}
{{- range $setting, $secret := .Values.settingsFromSecrets }}
- name: {{ include "foursigma.variable" $setting }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name | quote }}
      key: {{ $secret.key | quote }}
{{- end }}
{{- end -}}

{{- define "foursigma.settingsFromConfigMap" -}}
- configMapRef:
    name: {{ include "foursigma.name" . }}-settings
{{- end -}}

{{- /* What holds for every pod: no rights on the cluster, and no variables of Services. Kubernetes would set
FOURSIGMA_RELAY_PORT=tcp://... for a Service named foursigma-relay, which no process of Foursigma accepts. */ -}}
{{- define "foursigma.pod" -}}
serviceAccountName: {{ include "foursigma.name" . }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
{{- end -}}

{{- /* A pod's security context. Takes the user id. */ -}}
{{- define "foursigma.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . | int64 }}
runAsGroup: {{ . | int64 }}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "foursigma.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: ["ALL"]
{{- end -}}

{{- /* A rule of egress. Takes a list of the destination's values and the protocols. */ -}}
{{- define "foursigma.egress" -}}
{{- $destination := index . 0 -}}
{{- $protocols := index . 1 -}}
- ports:
    {{- range $port := $destination.ports }}
    {{- range $protocols }}
    - protocol: {{ . }}
      port: {{ $port | int }}
    {{- end }}
    {{- end }}
  {{- with $destination.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- /* Fails where an address names a port that the network policy would cut off. */ -}}
{{- define "foursigma.checkPorts" -}}
{{- $egress := .Values.networkPolicy.egress -}}
{{- $values := .Values -}}
{{- $addresses := dict "kafka" "kafka.bootstrap-servers" "cassandra" "cassandra.contact-points" "elasticsearch" "elasticsearch.url" "redis" "redis.address" -}}
{{- range $store, $setting := $addresses -}}
{{- if not (hasKey $values.settingsFromSecrets $setting) -}}
{{- include "foursigma.checkPort" (list $store (printf "settings.%s" $setting) (get $values.settings $setting) (get $egress $store).ports) -}}
{{- end -}}
{{- end -}}
{{- include "foursigma.checkPort" (list "nimbus" "storm.thriftPort" (printf ":%d" (int .Values.storm.thriftPort)) $egress.nimbus.ports) -}}
{{- end -}}

{{- define "foursigma.checkPort" -}}
{{- $known := list -}}
{{- range index . 3 -}}{{- $known = append $known (int . | toString) -}}{{- end -}}
{{- range regexFindAll ":[0-9]+" (index . 2) -1 -}}
{{- $port := trimPrefix ":" . -}}
{{- if not (has $port $known) -}}
{{- fail (printf "%s names port %s, which networkPolicy.egress.%s.ports lacks: the network policy would cut it off; add the port there" (index $ 1) $port (index $ 0)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
