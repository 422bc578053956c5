var Mi=globalThis,ki=Mi.ShadowRoot&&(Mi.ShadyCSS===void 0||Mi.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ms=Symbol(),Oa=new WeakMap,ii=class{constructor(t,s,i){if(this._$cssResult$=!0,i!==Ms)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=s}get styleSheet(){let t=this.o,s=this.t;if(ki&&t===void 0){let i=s!==void 0&&s.length===1;i&&(t=Oa.get(s)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),i&&Oa.set(s,t))}return t}toString(){return this.cssText}},Ra=e=>new ii(typeof e=="string"?e:e+"",void 0,Ms),W=(e,...t)=>{let s=e.length===1?e[0]:t.reduce((i,a,o)=>i+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(a)+e[o+1],e[0]);return new ii(s,e,Ms)},Va=(e,t)=>{if(ki)e.adoptedStyleSheets=t.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(let s of t){let i=document.createElement("style"),a=Mi.litNonce;a!==void 0&&i.setAttribute("nonce",a),i.textContent=s.cssText,e.appendChild(i)}},ks=ki?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let s="";for(let i of t.cssRules)s+=i.cssText;return Ra(s)})(e):e;var{is:go,defineProperty:bo,getOwnPropertyDescriptor:_o,getOwnPropertyNames:yo,getOwnPropertySymbols:zo,getPrototypeOf:wo}=Object,Ti=globalThis,Ia=Ti.trustedTypes,xo=Ia?Ia.emptyScript:"",$o=Ti.reactiveElementPolyfillSupport,si=(e,t)=>e,ai={toAttribute(e,t){switch(t){case Boolean:e=e?xo:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let s=e;switch(t){case Boolean:s=e!==null;break;case Number:s=e===null?null:Number(e);break;case Object:case Array:try{s=JSON.parse(e)}catch{s=null}}return s}},Ei=(e,t)=>!go(e,t),La={attribute:!0,type:String,converter:ai,reflect:!1,useDefault:!1,hasChanged:Ei};Symbol.metadata??=Symbol("metadata"),Ti.litPropertyMetadata??=new WeakMap;var Je=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,s=La){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(t,s),!s.noAccessor){let i=Symbol(),a=this.getPropertyDescriptor(t,i,s);a!==void 0&&bo(this.prototype,t,a)}}static getPropertyDescriptor(t,s,i){let{get:a,set:o}=_o(this.prototype,t)??{get(){return this[s]},set(r){this[s]=r}};return{get:a,set(r){let h=a?.call(this);o?.call(this,r),this.requestUpdate(t,h,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??La}static _$Ei(){if(this.hasOwnProperty(si("elementProperties")))return;let t=wo(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(si("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(si("properties"))){let s=this.properties,i=[...yo(s),...zo(s)];for(let a of i)this.createProperty(a,s[a])}let t=this[Symbol.metadata];if(t!==null){let s=litPropertyMetadata.get(t);if(s!==void 0)for(let[i,a]of s)this.elementProperties.set(i,a)}this._$Eh=new Map;for(let[s,i]of this.elementProperties){let a=this._$Eu(s,i);a!==void 0&&this._$Eh.set(a,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let s=[];if(Array.isArray(t)){let i=new Set(t.flat(1/0).reverse());for(let a of i)s.unshift(ks(a))}else t!==void 0&&s.push(ks(t));return s}static _$Eu(t,s){let i=s.attribute;return i===!1?void 0:typeof i=="string"?i:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,s=this.constructor.elementProperties;for(let i of s.keys())this.hasOwnProperty(i)&&(t.set(i,this[i]),delete this[i]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Va(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,s,i){this._$AK(t,i)}_$ET(t,s){let i=this.constructor.elementProperties.get(t),a=this.constructor._$Eu(t,i);if(a!==void 0&&i.reflect===!0){let o=(i.converter?.toAttribute!==void 0?i.converter:ai).toAttribute(s,i.type);this._$Em=t,o==null?this.removeAttribute(a):this.setAttribute(a,o),this._$Em=null}}_$AK(t,s){let i=this.constructor,a=i._$Eh.get(t);if(a!==void 0&&this._$Em!==a){let o=i.getPropertyOptions(a),r=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:ai;this._$Em=a;let h=r.fromAttribute(s,o.type);this[a]=h??this._$Ej?.get(a)??h,this._$Em=null}}requestUpdate(t,s,i,a=!1,o){if(t!==void 0){let r=this.constructor;if(a===!1&&(o=this[t]),i??=r.getPropertyOptions(t),!((i.hasChanged??Ei)(o,s)||i.useDefault&&i.reflect&&o===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))))return;this.C(t,s,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,s,{useDefault:i,reflect:a,wrapped:o},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),o!==!0||r!==void 0)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0),this._$AL.set(t,s)),a===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[a,o]of this._$Ep)this[a]=o;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[a,o]of i){let{wrapped:r}=o,h=this[a];r!==!0||this._$AL.has(a)||h===void 0||this.C(a,void 0,o,h)}}let t=!1,s=this._$AL;try{t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(s)):this._$EM()}catch(i){throw t=!1,this._$EM(),i}t&&this._$AE(s)}willUpdate(t){}_$AE(t){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(t){}firstUpdated(t){}};Je.elementStyles=[],Je.shadowRootOptions={mode:"open"},Je[si("elementProperties")]=new Map,Je[si("finalized")]=new Map,$o?.({ReactiveElement:Je}),(Ti.reactiveElementVersions??=[]).push("2.1.2");var Es=globalThis,Pa=e=>e,Ci=Es.trustedTypes,Na=Ci?Ci.createPolicy("lit-html",{createHTML:e=>e}):void 0,Cs="$lit$",Qe=`lit$${Math.random().toFixed(9).slice(2)}$`,Hs="?"+Qe,Mo=`<${Hs}>`,kt=document,oi=()=>kt.createComment(""),ni=e=>e===null||typeof e!="object"&&typeof e!="function",Ss=Array.isArray,Ga=e=>Ss(e)||typeof e?.[Symbol.iterator]=="function",Ts=`[ 	
\f\r]`,ri=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ba=/-->/g,Ua=/>/g,$t=RegExp(`>|${Ts}(?:([^\\s"'>=/]+)(${Ts}*=${Ts}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Fa=/'/g,qa=/"/g,Za=/^(?:script|style|textarea|title)$/i,As=e=>(t,...s)=>({_$litType$:e,strings:t,values:s}),n=As(1),k=As(2),xc=As(3),Se=Symbol.for("lit-noChange"),M=Symbol.for("lit-nothing"),Wa=new WeakMap,Mt=kt.createTreeWalker(kt,129);function Ka(e,t){if(!Ss(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return Na!==void 0?Na.createHTML(t):t}var Ya=(e,t)=>{let s=e.length-1,i=[],a,o=t===2?"<svg>":t===3?"<math>":"",r=ri;for(let h=0;h<s;h++){let u=e[h],m,c,l=-1,_=0;for(;_<u.length&&(r.lastIndex=_,c=r.exec(u),c!==null);)_=r.lastIndex,r===ri?c[1]==="!--"?r=Ba:c[1]!==void 0?r=Ua:c[2]!==void 0?(Za.test(c[2])&&(a=RegExp("</"+c[2],"g")),r=$t):c[3]!==void 0&&(r=$t):r===$t?c[0]===">"?(r=a??ri,l=-1):c[1]===void 0?l=-2:(l=r.lastIndex-c[2].length,m=c[1],r=c[3]===void 0?$t:c[3]==='"'?qa:Fa):r===qa||r===Fa?r=$t:r===Ba||r===Ua?r=ri:(r=$t,a=void 0);let v=r===$t&&e[h+1].startsWith("/>")?" ":"";o+=r===ri?u+Mo:l>=0?(i.push(m),u.slice(0,l)+Cs+u.slice(l)+Qe+v):u+Qe+(l===-2?h:v)}return[Ka(e,o+(e[s]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),i]},li=class e{constructor({strings:t,_$litType$:s},i){let a;this.parts=[];let o=0,r=0,h=t.length-1,u=this.parts,[m,c]=Ya(t,s);if(this.el=e.createElement(m,i),Mt.currentNode=this.el.content,s===2||s===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(a=Mt.nextNode())!==null&&u.length<h;){if(a.nodeType===1){if(a.hasAttributes())for(let l of a.getAttributeNames())if(l.endsWith(Cs)){let _=c[r++],v=a.getAttribute(l).split(Qe),g=/([.?@])?(.*)/.exec(_);u.push({type:1,index:o,name:g[2],strings:v,ctor:g[1]==="."?Si:g[1]==="?"?Ai:g[1]==="@"?Di:Et}),a.removeAttribute(l)}else l.startsWith(Qe)&&(u.push({type:6,index:o}),a.removeAttribute(l));if(Za.test(a.tagName)){let l=a.textContent.split(Qe),_=l.length-1;if(_>0){a.textContent=Ci?Ci.emptyScript:"";for(let v=0;v<_;v++)a.append(l[v],oi()),Mt.nextNode(),u.push({type:2,index:++o});a.append(l[_],oi())}}}else if(a.nodeType===8)if(a.data===Hs)u.push({type:2,index:o});else{let l=-1;for(;(l=a.data.indexOf(Qe,l+1))!==-1;)u.push({type:7,index:o}),l+=Qe.length-1}o++}}static createElement(t,s){let i=kt.createElement("template");return i.innerHTML=t,i}};function Tt(e,t,s=e,i){if(t===Se)return t;let a=i!==void 0?s._$Co?.[i]:s._$Cl,o=ni(t)?void 0:t._$litDirective$;return a?.constructor!==o&&(a?._$AO?.(!1),o===void 0?a=void 0:(a=new o(e),a._$AT(e,s,i)),i!==void 0?(s._$Co??=[])[i]=a:s._$Cl=a),a!==void 0&&(t=Tt(e,a._$AS(e,t.values),a,i)),t}var Hi=class{constructor(t,s){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:s},parts:i}=this._$AD,a=(t?.creationScope??kt).importNode(s,!0);Mt.currentNode=a;let o=Mt.nextNode(),r=0,h=0,u=i[0];for(;u!==void 0;){if(r===u.index){let m;u.type===2?m=new Vt(o,o.nextSibling,this,t):u.type===1?m=new u.ctor(o,u.name,u.strings,this,t):u.type===6&&(m=new ji(o,this,t)),this._$AV.push(m),u=i[++h]}r!==u?.index&&(o=Mt.nextNode(),r++)}return Mt.currentNode=kt,a}p(t){let s=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(t,i,s),s+=i.strings.length-2):i._$AI(t[s])),s++}},Vt=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,s,i,a){this.type=2,this._$AH=M,this._$AN=void 0,this._$AA=t,this._$AB=s,this._$AM=i,this.options=a,this._$Cv=a?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,s=this._$AM;return s!==void 0&&t?.nodeType===11&&(t=s.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,s=this){t=Tt(this,t,s),ni(t)?t===M||t==null||t===""?(this._$AH!==M&&this._$AR(),this._$AH=M):t!==this._$AH&&t!==Se&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ga(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==M&&ni(this._$AH)?this._$AA.nextSibling.data=t:this.T(kt.createTextNode(t)),this._$AH=t}$(t){let{values:s,_$litType$:i}=t,a=typeof i=="number"?this._$AC(t):(i.el===void 0&&(i.el=li.createElement(Ka(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===a)this._$AH.p(s);else{let o=new Hi(a,this),r=o.u(this.options);o.p(s),this.T(r),this._$AH=o}}_$AC(t){let s=Wa.get(t.strings);return s===void 0&&Wa.set(t.strings,s=new li(t)),s}k(t){Ss(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,i,a=0;for(let o of t)a===s.length?s.push(i=new e(this.O(oi()),this.O(oi()),this,this.options)):i=s[a],i._$AI(o),a++;a<s.length&&(this._$AR(i&&i._$AB.nextSibling,a),s.length=a)}_$AR(t=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);t!==this._$AB;){let i=Pa(t).nextSibling;Pa(t).remove(),t=i}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},Et=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,s,i,a,o){this.type=1,this._$AH=M,this._$AN=void 0,this.element=t,this.name=s,this._$AM=a,this.options=o,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=M}_$AI(t,s=this,i,a){let o=this.strings,r=!1;if(o===void 0)t=Tt(this,t,s,0),r=!ni(t)||t!==this._$AH&&t!==Se,r&&(this._$AH=t);else{let h=t,u,m;for(t=o[0],u=0;u<o.length-1;u++)m=Tt(this,h[i+u],s,u),m===Se&&(m=this._$AH[u]),r||=!ni(m)||m!==this._$AH[u],m===M?t=M:t!==M&&(t+=(m??"")+o[u+1]),this._$AH[u]=m}r&&!a&&this.j(t)}j(t){t===M?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},Si=class extends Et{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===M?void 0:t}},Ai=class extends Et{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==M)}},Di=class extends Et{constructor(t,s,i,a,o){super(t,s,i,a,o),this.type=5}_$AI(t,s=this){if((t=Tt(this,t,s,0)??M)===Se)return;let i=this._$AH,a=t===M&&i!==M||t.capture!==i.capture||t.once!==i.once||t.passive!==i.passive,o=t!==M&&(i===M||a);a&&this.element.removeEventListener(this.name,this,i),o&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},ji=class{constructor(t,s,i){this.element=t,this.type=6,this._$AN=void 0,this._$AM=s,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(t){Tt(this,t)}},Ja={M:Cs,P:Qe,A:Hs,C:1,L:Ya,R:Hi,D:Ga,V:Tt,I:Vt,H:Et,N:Ai,U:Di,B:Si,F:ji},ko=Es.litHtmlPolyfillSupport;ko?.(li,Vt),(Es.litHtmlVersions??=[]).push("3.3.3");var Oi=(e,t,s)=>{let i=s?.renderBefore??t,a=i._$litPart$;if(a===void 0){let o=s?.renderBefore??null;i._$litPart$=a=new Vt(t.insertBefore(oi(),o),o,void 0,s??{})}return a._$AI(e),a};var Ds=globalThis,V=class extends Je{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=Oi(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return Se}};V._$litElement$=!0,V.finalized=!0,Ds.litElementHydrateSupport?.({LitElement:V});var To=Ds.litElementPolyfillSupport;To?.({LitElement:V});(Ds.litElementVersions??=[]).push("4.2.2");var q=e=>(t,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(e,t)}):customElements.define(e,t)};var Eo={attribute:!0,type:String,converter:ai,reflect:!1,hasChanged:Ei},Co=(e=Eo,t,s)=>{let{kind:i,metadata:a}=s,o=globalThis.litPropertyMetadata.get(a);if(o===void 0&&globalThis.litPropertyMetadata.set(a,o=new Map),i==="setter"&&((e=Object.create(e)).wrapped=!0),o.set(s.name,e),i==="accessor"){let{name:r}=s;return{set(h){let u=t.get.call(this);t.set.call(this,h),this.requestUpdate(r,u,e,!0,h)},init(h){return h!==void 0&&this.C(r,void 0,e,h),h}}}if(i==="setter"){let{name:r}=s;return function(h){let u=this[r];t.call(this,h),this.requestUpdate(r,u,e,!0,h)}}throw Error("Unsupported decorator location: "+i)};function y(e){return(t,s)=>typeof s=="object"?Co(e,t,s):((i,a,o)=>{let r=a.hasOwnProperty(o);return a.constructor.createProperty(o,i),r?Object.getOwnPropertyDescriptor(a,o):void 0})(e,t,s)}var Ho=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},So=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},dd=(()=>{let e=[q("discord-action-row")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ho(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: flex;
			flex-wrap: wrap;
		}
	`;render(){return n`<slot></slot>`}static{So(i,s)}};return o=i})();var Ao=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Do=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},vd=(()=>{let e=[q("discord-attachments")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ao(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			text-indent: 0;
			min-height: 0;
			min-width: 0;
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
			position: relative;
		}

		:host > * {
			justify-self: start;
			-ms-flex-item-align: start;
			align-self: start;
		}
	`;render(){return n`<slot></slot>`}static{Do(i,s)}};return o=i})();var jo=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Oo=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},zd=(()=>{let e=[q("discord-bold")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;jo(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host > strong {
			font-weight: 700;
		}
	`;render(){return n`
			<strong>
				<slot></slot>
			</strong>
		`}static{Oo(i,s)}};return o=i})();var vt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ae=e=>(...t)=>({_$litDirective$:e,values:t}),Oe=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,s,i){this._$Ct=t,this._$AM=s,this._$Ci=i}_$AS(t,s){return this.update(t,s)}update(t,s){return this.render(...s)}};var Ee=Ae(class extends Oe{constructor(e){if(super(e),e.type!==vt.ATTRIBUTE||e.name!=="class"||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return" "+Object.keys(e).filter(t=>e[t]).join(" ")+" "}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(" ").split(/\s/).filter(i=>i!=="")));for(let i in t)t[i]&&!this.nt?.has(i)&&this.st.add(i);return this.render(t)}let s=e.element.classList;for(let i of this.st)i in t||(s.remove(i),this.st.delete(i));for(let i in t){let a=!!t[i];a===this.st.has(i)||this.nt?.has(i)||(a?(s.add(i),this.st.add(i)):(s.remove(i),this.st.delete(i)))}return Se}});function I(e,t,s){return e?t(e):s?.(e)}var{I:Ro}=Ja,Qa=e=>e;var er=e=>e.strings===void 0,Xa=()=>document.createComment(""),It=(e,t,s)=>{let i=e._$AA.parentNode,a=t===void 0?e._$AB:t._$AA;if(s===void 0){let o=i.insertBefore(Xa(),a),r=i.insertBefore(Xa(),a);s=new Ro(o,r,e,e.options)}else{let o=s._$AB.nextSibling,r=s._$AM,h=r!==e;if(h){let u;s._$AQ?.(e),s._$AM=e,s._$AP!==void 0&&(u=e._$AU)!==r._$AU&&s._$AP(u)}if(o!==a||h){let u=s._$AA;for(;u!==o;){let m=Qa(u).nextSibling;Qa(i).insertBefore(u,a),u=m}}}return s},gt=(e,t,s=e)=>(e._$AI(t,s),e),Vo={},Vi=(e,t=Vo)=>e._$AH=t,tr=e=>e._$AH,Ii=e=>{e._$AR(),e._$AA.remove()};var hi=(e,t)=>{let s=e._$AN;if(s===void 0)return!1;for(let i of s)i._$AO?.(t,!1),hi(i,t);return!0},Li=e=>{let t,s;do{if((t=e._$AM)===void 0)break;s=t._$AN,s.delete(e),e=t}while(s?.size===0)},ir=e=>{for(let t;t=e._$AM;e=t){let s=t._$AN;if(s===void 0)t._$AN=s=new Set;else if(s.has(e))break;s.add(e),Po(t)}};function Io(e){this._$AN!==void 0?(Li(this),this._$AM=e,ir(this)):this._$AM=e}function Lo(e,t=!1,s=0){let i=this._$AH,a=this._$AN;if(a!==void 0&&a.size!==0)if(t)if(Array.isArray(i))for(let o=s;o<i.length;o++)hi(i[o],!1),Li(i[o]);else i!=null&&(hi(i,!1),Li(i));else hi(this,e)}var Po=e=>{e.type==vt.CHILD&&(e._$AP??=Lo,e._$AQ??=Io)},Lt=class extends Oe{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,s,i){super._$AT(t,s,i),ir(this),this.isConnected=t._$AU}_$AO(t,s=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),s&&(hi(this,t),Li(this))}setValue(t){if(er(this._$Ct))this._$Ct._$AI(t,this);else{let s=[...this._$Ct._$AH];s[this._$Ci]=t,this._$Ct._$AI(s,this,0)}}disconnected(){}reconnected(){}};var js=class extends Lt{host;element;prevData={};eventData={};render(t){return M}update(t,[s]){this.element!==t.element&&(this.element=t.element),this.host=t.options?.host??this.element,this.apply(s),this.groom(s),this.prevData={...s}}apply(t){if(!t)return;let{prevData:s,element:i}=this;for(let[a,o]of Object.entries(t)){if(o===s[a])continue;let r=a.slice(1);switch(a[0]){case"@":this.eventData[r]=o,this.applyEvent(r,o);break;case".":i[r]=o;break;case"?":o?i.setAttribute(r,""):i.removeAttribute(r);break;default:o===null?i.removeAttribute(a):i.setAttribute(a,String(o));break}}}groom(t){let{prevData:s,element:i}=this;if(s)for(let[a,o]of Object.entries(s)){let r=a.slice(1);if(!t||!(a in t)&&i[r]===o)switch(a[0]){case"@":this.groomEvent(r,o);break;case".":i[r]=void 0;break;case"?":i.removeAttribute(r);break;default:i.removeAttribute(a);break}}}applyEvent(t,s){let{prevData:i,element:a}=this;this.eventData[t]=s,i[t]&&a.removeEventListener(t,this,s),a.addEventListener(t,this,s)}groomEvent(t,s){let{element:i}=this;Reflect.deleteProperty(this.eventData,t),i.removeEventListener(t,this,s)}handleEvent(t){let s=this.eventData[t.type];typeof s=="function"?s.call(this.host,t):s.handleEvent(t)}disconnected(){let{eventData:t,element:s}=this;for(let[i,a]of Object.entries(t)){let o=i.slice(1);s.removeEventListener(o,this,a)}}reconnected(){let{eventData:t,element:s}=this;for(let[i,a]of Object.entries(t)){let o=i.slice(1);s.addEventListener(o,this,a)}}},T=Ae(js);var No=k`
	<path d="M5.688 3.5v.438H5.25v.438h-.438V1.313h-.438V.875h-.436V.438H3.5v6.125h2.625v-.438H5.25v-.438h.438v-.438h.438v-.438h.438V3.5z" fill="#b79cf8"/>
	<path d="M3.063.438v.438h-.438v.438h-.437v3.5h-.875v-.438H.438v1.75h.438v.438h2.625V.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438zm0 1.75h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 5.25H1.75v.438h.438z" fill="#ffa5d3"/>
	<path d="M2.625 5.25h-.437v.438h.438zm-1.75.438H.438v.438h.438zm2.625.438H.875v.438H3.5z" fill="#ff1c90"/>
	<path d="M1.75 5.688h-.437v.438h.438zm-.438-.438H.875v.438h.438zm1.313-.875V3.5h-.437v1.313h.438v1.313h.438v-1.75zm.438-3.5v1.313h-.438v.438h.438v1.313h.438V.875z" fill="#ffa5d3"/>
	<path d="M6.125 3.5h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-3.5.875h-.874v.438h.875zm-.875-.438H.438v.438h.875z" fill="#f0f0f0"/>
	<path d="M.875 5.25v-.875H.438v.875z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M2.625 1.313h-.437v1.313h.438z" fill="#f0f0f0"/>
	<path d="M4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zM2.625 4.814h-.437v.438h.438zm3.938 0h-.438v.438h.438zm-.875.438v.438H5.25v.438h.875v-.875zm.438.875v.438H.875v.438h5.688v-.875zM.875 6.125H.438v.438h.438zM7 3.062H5.687V3.5H7zm-5.687.876H0v.438h1.313z" fill="#000"/>
	<path d="M.438 6.125V3.938H0v2.188zm6.563-1.313V3.5h-.438v1.313zM2.625.875h-.437v.438h.438zm-.875.438v3.063h-.437v.438h.875V1.313zm3.5 2.188V1.313h-.438v3.063h.438v-.438h.438V3.5z" fill="#000"/>
	<path d="M3.938.875H3.5v.875h.438zm.438 1.75V1.75h-.438V3.5h.438v.438h.438V2.625zm.875 1.75h-.438v.438h.438zm-1.313 0H3.5v1.313h.438zm.875 1.313h-.438v.438h.438zm0-.875h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M5.25 6.125v-.438h-.438v.438H3.5v.438h2.625v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
`;function Pi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${No}
	</svg>`}var Bo=k`
	<path d="M4.375 1.75v-.437h-.437V.438h-.875v.875h-.438v.438h-.437v.438h.438v.438h.438v.438h.875v-.44h.438v-.437h.438V1.75z" fill="#47baff"/>
	<path d="M4.375 5.25v.438h-.437v.875h-.875v-.875h-.438V5.25h-.437v-.438h.438v-.438h.438v-.436h.875v.438h.438v.438h.438v.438z" fill="#ff2c52"/>
	<path d="M3.063 0v.438h.875V0z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h.875v-.438z" fill="#4282d8"/>
	<path d="M3.063.438h-.438v.875h.438zM.438 3.063H0v.875h.438zm.875 0v-.438H.438v.438zm1.313-1.75h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.75h-.437v.438h.438zm.438-.438h-.438v.438h.438zm0 2.625v.438h.875v-.437z" fill="#f0f0f0"/>
	<path d="M3.063 6.125v.438h.875v-.438zm0-.875h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#be0351"/>
	<path d="M3.063 4.375h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 5.688h.438V5.25h-.438zm.438-.438h.438v-.438h-.438zm-.438-.438h.438v-.438h-.438z" fill="#be0351"/>
	<path d="M3.5 1.75h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.188h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#4282d8"/>
	<path d="M5.25 4.375h.438v-.437h.875v-.875h-.875v-.438H5.25v-.437h-.438v.438h-.438v.438h-.436v.875h.438v.438h.438v.438h.438z" fill="#C7C7C7"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#707070"/>
	<path d="M5.25 2.625v-.437h-.438v.438zm-.438.438v-.438h-.438v.438z" fill="#fff"/>
	<path d="M4.813 4.375v-.437h-.438v.438zm-.438-.438V3.5h-.437v.438zm1.313.438v-.437H5.25v.438zm-.438.438v-.438h-.438v.438z" fill="#707070"/>
	<path d="M1.75 4.375h-.437v-.437H.438v-.875h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.875h-.44v.438h-.437v.438H1.75z" fill="#C7C7C7"/>
	<path d="M.438 3.938h.438v-.875H.438z" fill="#fff"/>
	<path d="M2.625 3.938h.438v-.875h-.438z" fill="#707070"/>
	<path d="M2.188 2.625v-.437H1.75v.438zm-.438.438v-.438h-.437v.438zm.438.438v-.438H1.75v.438z" fill="#fff"/>
	<path d="M2.625 4.375v-.437h-.437v.438zm-.438.438v-.438H1.75v.438z" fill="#707070"/>
	<path d="M2.188 1.75H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.439v.438h.438zm.875.438h-.876v.875h.875zm.438.875h-.439v.438h.438zm.438.438h-.438v.438h.438zM1.75 2.188h-.437v.438h.438zm2.188 4.813v-.438h-.875v.438zm-.875-1.313h-.438v.875h.438zM.438 3.938v.438h.875v-.438zm2.188 1.313h-.438v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.437v.438h.438zm2.188-3.063h.438V.438h-.438zm2.625 2.625h.438v-.874h-.438zm0-.875v-.437h-.875v.438zM4.375 1.749h.438v-.436h-.438zm.438.438h.438V1.75h-.438zm-.438.438h.438v-.437h-.438zm-.437.438h.438v-.438h-.438zM2.625 4.376h.438v-.438h-.438zm-.438.438h.438v-.438h-.437z" fill="#000"/>
	<path d="M4.813 2.188h.438V1.75h-.438zm.438.438h.438v-.438h-.438zM3.938 6.564h.438v-.875h-.438zm1.75-2.625v.438h.875v-.439zm-1.313 1.75h.438v-.438h-.438zm.438-.438h.438v-.438h-.438zm.438-.438h.438v-.438h-.438z" fill="#000"/>
`;function Ni(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Bo}
	</svg>`}var Uo=k`
	<path d="M6.125 3.063v-.438h-.438v.438H4.374v-.438h-.436V1.313h.438V.875H3.063v1.75h-.438v.438H.438v.875h.438v.438h.438v-.438h1.313v.438h.438v1.313h-.44v.438h.438v.438h.875v-.438h.438v-.438h-.438V4.376h.438v-.438h1.313v.438h.438v-.438h.438v-.875z" fill="#ffb84b"/>
	<path d="M3.938 0h-.875v.438h.875zM2.625.875H1.313v.438h1.313zm-1.312.438H.875v1.313h.438zm1.75 0h-.438v1.313h.438zm1.313 0h-.438v1.313h.438zm1.75 0h-.438v1.313h.438zM5.688.875H4.375v.438h1.313zm-3.063 1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.313h-.437v.438h.438zm-.437.437H1.75v.438h.438zm3.5-.438H5.25v.438h.438zm-.438.438h-.438v.438h.438zm.438 2.625H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-2.625-.438h-.437v.438h.438zm-.438.438H1.75v.438h.438z" fill="#57595f"/>
	<path d="M4.375.438h-.437v.438h.438zM.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M2.188 1.75v.438h-.875v.438h1.313V1.75zm3.063 0v.438h-.875v.438h1.313V1.75zM2.188 4.813v.438h-.875v.438h1.313v-.875zm3.063 0v.438h-.875v.438h1.313v-.875z" fill="#35363a"/>
	<path d="M.875 3.938H.438v.438h.438zm0-1.313H.438v.438h.438zM7 3.063h-.438v.875H7z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#ba3500"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M6.563 2.625h-.438v.438h.438zm0 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125 3.938h-.438v.438h.438zm-3.062 0h-.438v.438h.438zm-1.75 0H.875v.438h.438zm3.063 0h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.938 6.563h-.875v.438h.875zm-1.313-.875H1.313v.438h1.313zM1.312 4.375H.875v1.313h.438zm1.75 0h-.437v1.313h.438zm1.313 0h-.437v1.313h.438zm1.75 0h-.438v1.313h.438zm-.438 1.313H4.374v.438h1.313zm-3.062-1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M2.625 3.5H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#ba3500"/>
	<path d="M3.063 6.125h-.438v.438h.438zm1.313 0h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938 6.125h-.875v.438h.875z" fill="#ba3500"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438V.438Z" fill="#f0f0f0"/>
	<path d="M4.375 5.688h-.437v.438h.438z" fill="#ba3500"/>
	<path d="M2.188 1.313h-.875v.875h.438V1.75h.438zm3.063 0h-.875v.875h.438V1.75h.438zM2.188 4.376h-.875v.875h.438v-.438h.438zm3.063 0h-.875v.875h.438v-.438h.438z" fill="#d8d8d8"/>
	<path d="M3.938 2.188V1.75H3.5V.875h-.437v1.313zm0 .438H3.5v.438h-.437v.438h-.438v.438h.438v.875h.438v1.313h.438v-1.75H3.5V3.5h.875v-.437h-.437zm2.188.438h-.438v.438h.438zm-3.063-.439h-.438v.438h.438zm-1.75.438H.875v.438h.438zm.875 0H1.75v.438h.438z" fill="#fd6214"/>
`;function Bi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Uo}
	</svg>`}var Fo=k`
	<path d="M5.688 2.625V1.75H5.25V.438h-.438v.438h-.438v.438h-.436v.438H3.5v.438H1.313v.438H.875v.875H.438v1.75h.438v.438h.438v.438h.438v.438h3.5v-.438h.438v-.438h.438V2.625z" fill="#fd6214"/>
	<path d="M0 3.5v1.75h.438V3.5zm6.563.438v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#000"/>
	<path d="M6.125 3.938v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#ba3500"/>
	<path d="M.438 2.625V3.5h.438v-.875zm2.625-1.313h-.438v.438h.438zm.875 0H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-2.625.438v.438h.438v-.438zM.437 5.251v.438h.438v-.438zm.438.438v.438h.438v-.438zm.438.438v.438h.438v-.438zm4.813-.875v.438h.438v-.438zm-.438.438v.438h.438V5.69zm-.438.438v.438h.438v-.438zm-3.5.438v.438h3.5v-.438zM1.313 1.75v.438h.438V1.75zm.438-.438v.438h.438v-.437zm.438-.438v.438h.438V.875zm1.75 0v.438h.438V.875zm.438-.438v.438h.438V.438zm.438-.438v.438h.438V0z" fill="#000"/>
	<path d="M4.813.438v.438h.438V.438zm-.438.438v.438h.438V.875zm-.437.437v.438h.438v-.438zM3.5 1.75v.438h.438V1.75zm-1.312-.437v.438h.438v-.438zm-.438.437v.438h.438V1.75zm.875 0v.438h.438V1.75z" fill="#f0f0f0"/>
	<path d="M2.188 1.75v.438h.438V1.75z" fill="#fd6214"/>
	<path opacity=".5" d="M4.813 1.75v.438h.438V1.75zm.438 2.188V3.5h-.438v-.875h-.438v.438h-.437v.438H2.625v-.438h-.437v.875h-.875v.875h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.875z" fill="#fff"/>
	<path d="M1.313 2.188v.438h.438v-.438zm-.438.437V3.5h.438v-.875zm.875.875v.438h.438V3.5z" fill="#f0f0f0"/>
	<path d="M.875 5.25v.438h.438V5.25zm.438.438v.438h.438v-.438zm3.938 0v.438h.438v-.438zm.438-.438v.438h.438V5.25zm-3.938.875v.438h3.5v-.438z" fill="#ba3500"/>
	<path d="M.438 3.5v.875h.438V3.5zm4.375.875h-.438v-.437h-1.75v.438h-.437v.875h.438v.438h1.75v-.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.438v1.313h.438V.438z" fill="#000"/>
`;function Ui(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Fo}
	</svg>`}var qo=k`
	<path d="M6.563.875h-.438V.438H4.812v1.313h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437V.438H.875v.438H.438v1.75h.438v.438h.875v.438h.438v.875h.438v.438h.438v.438h.875v-.438h.438v-.438h.438V3.5h.438v-.437h.875v-.438h.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-1.75 0H.875v.438h1.313zm3.938 0H4.813v.438h1.313zm.438.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM4.377.438h-.439v.438h.438v.875h.438V.438zm-2.189 0v1.313h.438V.875h.438V.438zm-1.313 0H.438v.438h.438zM.438.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm.875.438H.875v.438h.875zm4.375 0h-.875v.438h.875zm.438-.438h-.438v.438h.438zM5.251 3.938V3.5h-.438v.875h1.75v-.437zM1.75 3.5v.438H.438v.438h1.75V3.5zm-1.313.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm5.25.438H.875v.438h5.25zm.438-.438h-.438v.438h.438zm.438-1.75h-.438v1.75h.438zm-4.376 0h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-.875.875h-.876v.438h.875z" fill="#000"/>
	<path d="M4.813 4.375v.438h-.438v.438h-.437v.438h-.875v-.438h-.438v-.438h-.437v-.438H.438v1.75h.438v.438h5.25v-.438h.438v-1.75z" fill="#6be473"/>
	<path d="M1.75 5.25h-.437v.438h.438zm-.438-.438H.875v.438h.438zM5.25 6.125v-.438h-.438v.438h-.874v-.438h-.875v.438h-.875v-.438H1.75v.438H.875v.438h5.25v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438.875h-.438v.438h.438z" fill="#008456"/>
	<path d="M2.625 3.938h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.875h-.438v.438h.438zm.875-.438h-.438v.438h.438zm.438-.875h-.438v.875h.438zM3.94 4.813h-.877v.438h.875z" fill="#ff1c90"/>
	<path d="M4.375 5.25h-.437v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-4.813.001v.875h.438v-.438h1.313v-.438zm.438-3.5H.438v.875h.438zM2.189.437H.875v.438h1.313zm.875.438h-.439v.438h.438zm.875-.438h-.876v.438h.875zm1.313 0h-.438v.875h.438V.875h.875V.438z" fill="#f0f0f0"/>
`;function Fi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${qo}
	</svg>`}var Wo=k`
	<path d="M3.063.875v.438h.875V.875zm.875-.438v.438h1.75V.438zm1.75.438v.438h.438V.875zm.438.438v.438h.438v-.438zm.438.438v2.188h.438V1.75zm-.438 2.188v.875h.438v-.876zm-.438.875v.438h.438v-.438zm-.875.438v.438h.875v-.438zm-.875.438v.438h.875V5.69zm-.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M6.563 1.75h-.438v-.437h-.438V.875H3.938v.438h-.875V.875h-1.75v.438H.875v.438H.438v2.188h.438v.875h.438v.438h.875v.438h.875v.438h.875V5.69h.875v-.438h.875v-.438h.438v-.876h.438z" fill="#ff7fc0"/>
	<path d="M6.563 1.75h-.438v2.188h.438zm-.438 2.188h-.438v.875h.438zm-4.812 0H.875v.875h.438zm4.375.875h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#ff1b90"/>
	<path d="M1.313.438v.438h1.75V.438zM.875.875v.438h.438V.875zm-.437.438v.438h.438v-.438zM0 1.75v2.188h.438V1.75zm.438 2.188v.875h.438v-.875zm.438.875v.438h.438v-.438zm.438.438v.438h.875v-.438zm.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M1.313.875v.438h1.75V.875zm2.625 0v.438h1.75V.875zm-.875.438v.438h.875v-.438z" fill="#f0f0f0"/>
	<path opacity=".6" d="M4.813 2.625v-.437h-.875v.438h-.875v-.438h-.875v.438H1.75v1.313h.438v.438h.879v.438h.875v-.438h.871v-.439h.438V2.625z" fill="#fff"/>
	<path d="M5.688 1.313v.438h.438v-.438zm-4.813 0v.438h.438v-.438zm.438.438v.438h.438V1.75zM.438 1.75v.875h.438V1.75z" fill="#f0f0f0"/>
`;function qi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Wo}
	</svg>`}var Go=k`
	<path d="M6.125 2.625v.438H4.812v-.438h-.438v-.437h-.436V.875h.438V.438H.438v.438h.875v.438h.438v.438h.875v.875h-.438v.438H1.75v.875h-.437v.875H.875v.875H.438v.875h1.313v-.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.438h.438V2.625z" fill="#ffe361"/>
	<path d="M6.125 0H4.812v.438h1.313zM1.75 6.563H.438v.438h1.313zm.875-.438H1.75v.438h.875zM1.313.875H.438v.438h.875zm.438.875v.438h.438v.438h.438V1.75zm0 1.313h-.438v.875h.438zm-.438.875H.875v.875h.438zm-.438.875H.438v.875h.438zm-.438.875H0v.875h.438zm3.938-.875H3.5v.438h.875zm0-4.813H.438v.438h3.938z" fill="#000"/>
	<path d="M4.375.438H.438v.438h3.938z" fill="#f0f0f0"/>
	<path d="M6.125 2.625H4.812v.438h1.313zM4.812.437h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.875h.438zM6.126.437H4.813v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H4.812v.438h1.313z" fill="#ba3500"/>
	<path d="M.438.438H0v.438h.438zm1.313.875h-.438v.438h.438zm.438 1.313H1.75v.438h.438zM6.564.438h-.438v.438h.438zm.438.438h-.438v1.313h.438z" fill="#000"/>
	<path d="M6.563.875h-.438v1.313h.438z" fill="#ba3500"/>
	<path d="M7 2.625h-.438V5.25H7z" fill="#000"/>
	<path d="M6.563 2.625h-.438V5.25h.438z" fill="#ffb84b"/>
	<path d="M6.563 2.188h-.438v.438h.438zM4.375.875h-.437v1.313h.438zm.438 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 1.75h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.063 5.688h-.438v.438h.438z" fill="#000"/>
	<path d="M4.375 3.063v.438h-.437v.438H3.5v.438h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438V3.063zM1.75 6.126h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M3.5 5.25h-.437v.438h.438z" fill="#000"/>
	<path d="M2.188 3.063H1.75v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.188h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M2.625 3.5h-.437v.438h.438zm-.875.438h-.437v.438h.438zm-.438.875H.875v.438h.438zm-.438.875H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125.875H4.812v1.313h1.313z" fill="#fd6214"/>
`;function Wi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Go}
	</svg>`}var Zo=k`
	<path d="M6.563 0.876V0.437H3.937v0.437H1.313v2.187H0.437v2.187h5.25v-2.186h0.876z" fill="#bcef42"/>
	<path d="M4.813 5.687v-0.437H2.187v0.437z" fill="#7fb134"/>
	<path d="M6.563 0.876V0.437H3.937v0.437zm-2.626 0.437V0.876H2.187v0.437z" fill="#fff"/>
	<path d="M1.313 4.813v0.437h0.876v-0.437zm4.376 -0.437h-0.437v0.876h0.437zm0.876 -2.187h-0.437v0.876h0.437zm-0.437 0.876h-0.437v1.313h0.437z" fill="#7fb134"/>
	<path d="M7 0.437h-0.437v2.626H7z" fill="#000"/>
	<path d="M1.313 3.937H0.876v2.626h0.437z" fill="#4a8359"/>
	<path d="M6.563 0H3.937v0.437h2.626zM4.813 5.687H2.187v0.437h2.626zM3.937 0.437H2.187v0.437h1.75zM2.187 0.876h-0.874v0.437h0.876zm-0.874 0.437H0.876v0.876h0.437zM0.437 3.063H0v2.187h0.437v1.313h0.437V5.25H0.437zh0.437v-0.876H0.437zm5.25 2.187h-0.876v0.437h0.876zm0.437 -0.876h-0.437v0.876h0.437zh0.437V3.063h-0.437zM1.75 5.687h0.437v-0.437h-0.874v1.313h0.437zm-0.437 0.876H0.876V7h0.437z" fill="#000"/>
	<path d="M0.876 3.063h0.437v-0.876H0.876zm-0.438 0.874h0.437v-0.874H0.437zm1.75 -2.626h-0.874v0.876h0.437v-0.437h0.437z" fill="#fff"/>
	<path d="M1.75 3.5h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.438H3.5zm0.876 -0.437h0.437v-0.438h-0.437zm0.437 -0.437h0.437v-0.438H4.814z" fill="#4a8359"/>
	<path d="M2.187 1.75v0.437h0.437v-0.437z" fill="#fff"/>
	<path d="M1.313 3.5v0.437h0.437V3.5z" fill="#4a8359"/>
`;function Gi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Zo}
	</svg>`}var Ko=k`
	<path d="M2.188 2.625H1.75v.438H.875v.875H3.5v.875h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.875v-.875H3.063v-.438h.438v-.437h.438V1.75h.438v-.437H3.5v.438h-.437v.438h-.875z" fill="#ffe361"/>
	<path d="M.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M7 3.063h-.438v.875H7zm-5.687-.438H.438v.438h.875zm1.313-.875H1.75v.438h.875zm-.876.438h-.437v.438h.438z" fill="#000"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.438-.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438-.875h-.439v.438h.438zm.438-.438h-.439v.438h.438zm0 3.063h-.439v.438h.438zm-.438.438h-.439v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438H1.75v.438h.438zm-.438.438h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.875h-.438v.438h.438zm.438 3.063H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.875.438h-.437v.438h.438zm-.438.438H3.5v.438h.438zm2.625-1.75h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M6.563 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zm-.438.437h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938.875h-.875v.438h.875zm-.875.438h-.438v.438h.438zM5.688 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M5.688.438H4.375v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.563 2.625H3.5v.438h3.063zM4.375.437h-.437v.438h.438zm1.75 0h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.435v.438h.438zm2.188 1.75h-.875v.438h.875zm-1.313.875h-.875v.438h.875zm.438-.438h-.438v.438h.438zm-1.75 1.313h-.873v.438h.875zm.438-.438h-.436v.438h.438zm-1.75 1.313H1.313v.438h1.313zm.875-2.625H.438v.438h3.063zm-.438 2.188h-.436v.438h.438zm-1.75 0H.875v.438h.438zm.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.438-.438h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.438h.438z" fill="#ffe361"/>
`;function Zi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ko}
	</svg>`}var Yo=k`
	<path d="M6.125 1.75v-.437H5.25V.438H3.5v.438h-.437v.438h-.438V.875H1.313v.438H.875v1.75H.438v1.313h.438v-.438h.438V3.5h2.188v-.875h.438v-.437h2.188v.438h.438V1.75z" fill="#b79cf8"/>
	<path d="M3.938 2.625v.438H3.5v.875h.438v.875h.875v.438h1.313v-.438h.438V2.625z" fill="#9af4dc"/>
	<path d="M1.75 4.375v1.75h.438v.438h1.313v-.438h.438v-1.75z" fill="#9af4dc"/>
	<path d="M3.5 6.125H2.188v.438h1.313zm2.625-1.313H4.812v.438h1.313zm.438-.438h-.438v.438h.438zM3.938 5.687H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.938 3.063H3.5v.438h.438zm.875.438h-.438v.438h.438zm1.313-.875H3.938v.438h2.188z" fill="#f0f0f0"/>
	<path d="M3.5.438h-.437v.438h.438zm3.063.875h-.438v.438h.438zm-.438 2.188h-.438v.875h.438zm-2.187-.876H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.188H3.5v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938H.875v.438h.438zm1.75 1.75h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#000"/>
	<path d="M2.625 5.25h-.437v.438h.438zm3.063-.875H5.25v.438h.438zm-.438-.438h-.438v.438h.438zM2.187 6.125H1.75v.438h.438zm1.75 0H3.5v.438h.438zM.874 4.375H.438v.438h.438zm.438 1.75H.875v.438h.438zm-.438.438H.438v.438h.438zM6.563 1.75v.875h-.438v.438h.438v1.75h.438V1.75zM5.688.875V.438H5.25v.875h.875V.875zM2.625.438H1.313v.438h1.313zm3.063 2.625H4.375v.438h1.313zM3.063 4.376H1.75v.438h1.313zm.438 2.188H2.188v.438h1.313zM3.063.875h-.438v.438h.438zm-1.75 0H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.875H1.313v.438h1.313zm.438.438h-.438v.438h.438zm-1.313.875h-.437v.438h.438zm-.875.875H.438v.438h.438zm.438-1.75H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 5.25H4.812v.438h1.313zm-1.75-.438V3.5h-.437v.438H3.5v.438h.438v1.75h.438v-.875h.438v-.438zm2.188 0h-.438v.438h.438zM.875 1.313H.438v1.75h.438zm-.437 1.75H0v1.313h.438zm1.313 1.75h-.438v1.313h.438zm1.75 0h-.438v.875h.438zm-3.063 0H0v1.75h.438zM5.25 0H3.5v.438h1.75z" fill="#000"/>
	<path d="M3.5.875h-.437v.438h.438zM5.25.437H3.5v.438h1.75z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H3.938v.438h2.188z" fill="#000"/>
	<path d="M6.125 1.75v-.437h-.438v.438H3.938v.438h2.188v.438h.438V1.75z" fill="#816bee"/>
	<path d="M2.188 4.813H1.75v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h-1.75v.438h2.188v-.876z" fill="#816bee"/>
	<path d="M3.063 3.063v.438h-1.75v.438h2.188v-.876z" fill="#000"/>
	<path d="M1.313 3.5H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938v.438H.875v.438H.438v1.75h.438v-.438h.438V4.813h.438v-.438h1.75v-.437z" fill="#9af4dc"/>
	<path d="M1.313 4.375H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.5 3.938H1.313v.438h2.188z" fill="#f0f0f0"/>
`;function Ki(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Yo}
	</svg>`}var Jo=k`
	<path d="M6.125 2.188v-.875h-.438V.875h-.438V.438h-.875v.438h.438v.438h.438v1.75h-.438v.438h-.438v.438H2.625V3.5h-.437v-.437H1.75v-1.75h.438V.875h.438V.438H1.75v.438h-.437v.438H.875v.875H.438v2.625h.438v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h.438V2.188z" fill="#b79cf8"/>
	<path d="M2.625 0H1.75v.438h.875zM.875 1.313H.438v.875h.438zm1.313 0H1.75v1.75h.438zm2.188 2.188H2.625v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M.438 2.188H0v2.625h.438zm4.375 4.375H2.188v.438h2.625z" fill="#000"/>
	<path d="M.875 4.375H.438v.438h.438zm4.813.875h-.875v.438H2.188V5.25h-.875v-.438H.875v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h-.438zm.875-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.438H1.75v.438h.875zM1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm-.438.875H.438v.438h.438zm.438.438H.875v.438h.438zm.875.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm2.625-.438h-.438v.438h.438zM4.813.439h-.438v.438h.438zm0 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063.438h-.438v.438h.438zm-.438.437h-.437v.438h.438zm0 2.188h-.437v.438h.438zm-1.75 1.75H.438v.875h.438zm.438.875H.875v.438h.438zM5.251 0h-.875v.438h.875zm.438 6.125h-.875v.438h.875zm-3.5 0h-.876v.438h.875zm4.374-4.812h-.438v.875h.438zm-1.313 0h-.438v1.75h.438zM7 2.188h-.438v2.625H7zM5.687.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zm0 2.188h-.438v.438h.438zm1.75 1.75h-.438v.875h.438zm-.438.875h-.438v.438h.438z" fill="#000"/>
	<path d="M2.188.875H1.75v.438h.438z" fill="#b79cf8"/>
`;function Yi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Jo}
	</svg>`}var Qo=k`
	<path d="M4.813 5.25v-.875h-.438v-.437h-1.75v.438h-.437v.875H1.75v1.313h3.5V5.251z" fill="#ffe361"/>
	<path d="M6.125 1.313V.875H5.25V.438h-3.5v.438H.875v.438H.438v2.625h.438v.438h.875v-.439h3.5v.438h.875v-.438h.438V1.313z" fill="#ff2c52"/>
	<path d="M5.25 0h-3.5v.438h3.5z" fill="#000"/>
	<path d="M5.25.438h-3.5v.438h3.5zm-3.5.437H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#fff"/>
	<path d="M5.25 6.563h-3.5v.438h3.5zM.438 1.313H0v2.625h.438zM1.751.438H.875v.438h.875z" fill="#000"/>
	<path d="M.875 3.063v-1.75H.438v2.625h.875v-.875z" fill="#fff"/>
	<path d="M6.563 1.313h-.438v2.625h.438z" fill="#be0351"/>
	<path d="M6.563 2.625h-.875V3.5h.875zM5.25.875h-.875v.875h.875z" fill="#fff"/>
	<path opacity=".5" d="M6.563 2.625h-.438V3.5h.438z" fill="#be0351"/>
	<path d="M4.375 3.063h-1.75v.438h1.75zm.875.438h-.875v.438h.875zM2.625 3.5H1.75v.438h.875z" fill="#be0351"/>
	<path d="M2.625 4.375h-.437v.875h.438z" fill="#fff"/>
	<path d="M4.813 4.375h-.438v.875h.438zm0 .875v.875H1.75v.438h3.5V5.25z" fill="#ffb84b"/>
	<path d="M2.188 5.25H1.75v.875h.438z" fill="#fff"/>
	<path d="M1.75 3.938H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#be0351"/>
	<path d="M3.5 2.625h-.875V3.5H3.5z" fill="#fff"/>
	<path opacity=".5" d="M3.5 3.063h-.875v.438H3.5z" fill="#be0351"/>
	<path d="M4.375 3.5h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#fff"/>
	<path d="M.875.875H.438v.438h.438z" fill="#000"/>
	<path d="M2.188 1.313H1.75v.438h.438z" fill="#fff"/>
	<path d="M1.75 5.25h-.437v1.313h.438zm.438-.875h.438v-.437H1.75v.438H.875v.438h.875v.438h.438zM.875 3.938H.438v.438h.438zM7 1.313h-.438v2.625H7zM6.125.438H5.25v.438h.875zm.438.438h-.438v.438h.438zm-.438 3.5H5.25v-.438h-.875v.438h.438v.875h.438v1.313h.438V5.251h-.438v-.438h.875zh.438v-.438h-.438z" fill="#000"/>
`;function Ji(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Qo}
	</svg>`}var Xo=k`
	<path d="M6.125 3.063v-.438H5.25v-.437h-.438V1.75h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437v.438H1.75v.438H.875v.438H.438v.875h.438v.438h.875v.438h.438v.438h.438v.875h.438v.438h.875v-.438h.438v-.875h.438v-.438h.438v-.438h.875v-.44h.438v-.875z" fill="#47baff"/>
	<path d="M4.813 3.063h-.875v-.438h-.875v.438h-.875v.875h.875v.438h.875v-.438h.875z" fill="#b5e3ff"/>
	<path d="M1.313 0H.438v.438h.875zm.875.438h-.875v.438h.875zm-.438 1.75H.875v.438h.875zM.438.438H0v.875h.438z" fill="#000"/>
	<path d="M1.313.438H.438v.875h.438V.875h.438z" fill="#f0f0f0"/>
	<path d="M.438 3.063H0v.875h.438zM7.001.438h-.438v.875h.438zm-.438.875h-.438v.875h.438zm-5.688 0H.438v.875h.438zm1.75-.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.063.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm-1.313.875H1.75v.438h.438zm-.875.437H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 6.563v-.438h.875V5.25H1.75v-.438H.875v.875H.438v.875z" fill="#b79cf8"/>
	<path d="M.875 5.688H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.75H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188.875H.875v1.313h.875V1.75h.438zm3.938 1.313V.875H4.813v.875h.438v.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.875h.438zm-.438.875h-.437v.438h.438zm4.375-.438h-.438v.875h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M5.688 6.563v-.438h-.875V5.25h.438v-.438h.875v.875h.438v.875z" fill="#b79cf8"/>
	<path d="M6.563 5.688h-.438v.438h.438zm-.438-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M.875 2.625H.438v.438h.438zM7 3.063h-.438v.875H7zm-.438-.438h-.438v.438h.438zM4.374.437h-.436v.438h.438zm.875 1.313h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm0 2.625h-.875v.875h.875zM6.563.438h-.875v.438h.875zm-.875.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 2.188h-.875v.438h.875zm0 2.188h-.875v.438h.875zM6.563.001h-.875v.438h.875zm-.875.438h-.875v.438h.875zm.438 1.75h-.875v.438h.875zM1.313 6.563H.438v.438h.875zm.875-.438h-.875v.438h.875zm-.438-1.75H.875v.438h.875zM.437 5.688H0v.875h.438zm6.563 0h-.438v.875H7zm-.438-.875h-.438v.875h.438zm-5.687 0H.438v.875h.438zm1.75.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zm-1.75.875h-.438v.438h.438zm-.875-1.313H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188 5.25H1.75v.875h.438zm-.438-.438h-.437v.438h.438z" fill="#816bee"/>
	<path d="M.875 3.938H.438v.438h.438zm1.313-.875H1.75v.875h.438zm.875-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm2.188-.875h-.438v.875h.438zm-.438-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm1.75 0h-.438v.438h.438z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438zm-.438-.438h-.438v.438h.438zm0 1.313h-.438v.438h.438zm-.875 0h-.438v.438h.438zm-1.313.875h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm.875 1.75h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm-.874-1.749H1.75v.438h.438zM.875 3.5H.438v.438h.438zm.438.438H.875v.438h.438z" fill="#4282d8"/>
	<path d="M4.375 6.125h-.437v.438h.438zm.875-1.313h-.438v.438h.438zm-1.313 1.75h-.874V7h.875zm2.625 0h-.875V7h.875zm-.875-.438h-.875v.438h.875zm.438-1.75H5.25v.438h.875z" fill="#000"/>
`;function Qi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Xo}
	</svg>`}var en=k`
	<path d="M3.938.438h-.875v1.75h.875zm.875 2.625v-.438h-.438v-.437h-1.75v.438h-.437v.438H.438v.875h1.75v.438h.438v.438h.438v1.75h.875v-1.75h.438v-.438h.438v-.439h1.75v-.875z" fill="#bcef42"/>
	<path d="M1.75 0h-.437v.438h.438zm.875 2.188h-.437v.438h.438zm2.188 0h-.438v.438h.438zM5.688 0H5.25v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 1.313h-.875v.438h.875zm0 .438h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 5.25h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 6.125h-.875v.438h.875zm0-1.313h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 2.625h-.875v.438h.875zm0 1.313h-.875v.438h.875zm.438-.875h-.438v.875h.438z" fill="#000"/>
	<path d="M5.25 3.063h-.438v.875h.438z" fill="#7fb134"/>
	<path d="M3.063 3.063h-.438v.875h.438z" fill="#000"/>
	<path d="M2.625 2.625h-.437V3.5h.438z" fill="#f0f0f0"/>
	<path d="M1.313.438H.875v.438h.438z" fill="#000"/>
	<path d="M1.313.438v.438H.875v.438H.438v.438h1.313V.438z" fill="#6be473"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 1.313H.438v.438h1.313z" fill="#008456"/>
	<path d="M5.25 5.25v1.313h.438v-.438h.438v-.438h.438v-.438zm-4.812 0v.438h.438v.438h.438v.438h.438V5.251z" fill="#6be473"/>
	<path d="M1.75 5.25H.438v.438h1.313z" fill="#f0f0f0"/>
	<path d="M1.313 5.688v.875h.438v-.875z" fill="#008456"/>
	<path d="M6.125 1.313V.875h-.438V.438h-.438v1.313h1.313v-.438z" fill="#6be473"/>
	<path d="M5.688.438H5.25v.438h.438zm0 2.625H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.563 3.5H5.25v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 1.313H5.25v.438h1.313z" fill="#008456"/>
	<path d="M.875.875H.438v.438h.438zM3.063.437h-.438v1.75h.438zm1.313 0h-.438v1.75h.438zm2.625 2.625h-.438v.875h.438zm-.438-.438h-1.75v.438h1.75zm0 1.313h-1.75v.438h1.75zM.438 3.063H0v.875h.438zm1.75-.438H.438v.438h1.75z" fill="#000"/>
	<path d="M1.75 3.063H.438v.875h.438V3.5h.875z" fill="#f0f0f0"/>
	<path d="M2.188 3.938H.438v.438h1.75zM.438 1.313H0v.438h.438zm1.313 5.25h-.438v.438h.438zm.875-2.188h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75 3.5h-.437v.438h.438zm.438-.438H1.75v.875h.438z" fill="#7fb134"/>
	<path d="M2.188 3.063H1.75v.875h.438z" fill="#3f581a"/>
	<path d="M4.375 4.375h-1.75v.438h1.75z" fill="#7fb134"/>
	<path d="M4.375 2.188h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 3.938h-.438v.438h.438z" fill="#7fb134"/>
	<path d="M5.688 6.563H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zM3.939 6.562h-.876V7h.875zm-2.625-.438H.875v.438h.438zm-.438-.438H.438v.438h.438zm2.188-.875h-.439v1.75h.438zm1.313 0h-.439v1.75h.438zM1.75 1.75H.438v.438h1.75V.438H1.75zm3.5 0V.438h-.438v1.75h1.75V1.75z" fill="#000"/>
	<path d="M.438 4.813v.438h1.313v1.313h.438v-1.75zm4.375 0v1.75h.438V5.25h1.313v-.438zM.438 5.25H0v.438h.438z" fill="#000"/>
	<path d="M5.688 6.125H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#008456"/>
	<path d="M5.688 5.25H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 3.063h-.875v.875h.875z" fill="#7fb134"/>
	<path d="M3.938 1.75h-.875v.438h.875zm0 3.063h-.875v.438h.875zm1.313-1.75h-.438v.875h.438z" fill="#3f581a"/>
`;function Xi(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${en}
	</svg>`}var tn=k`
	<path d="M4.813 4.375h.438v-.437h1.313V3.5H5.251v-.437h-.438V1.75h.875v-.437H4.375v.438H3.063v-.438h-.438V.875H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v-.875h1.75v.438h-.439v.438h.438v.438h.875v-.438h1.313v-.438h-.875z" fill="#54cfff"/>
	<path d="M3.938 4.813H3.5v.438h.438zm1.75.438H5.25v.438h.438zm.875-1.75h-.438v.438h.438zM5.25 3.063h-.438v.438h.438zM1.312 4.376H.875v.438h.438zm.438.438h-.437v.875h.438zm2.625.875H3.063v.438h1.313zm0-1.313h-.437v.438h.438z" fill="#4282D8"/>
	<path d="M3.938 0H3.5v.438h.438zm.438.438h-.438v.438h.438zm-.876 0H1.75v.438H3.5zM1.75.875h-.437v.438h.438zm1.313 0h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875 0h-.438v.438h.438zM5.689.875H4.376v.438h1.313zm.438.438h-.438v.438h.438zm-4.814 0H.875v.438h.438zm-.438.437H.438v.438h.438zm-.437.438H0v2.625h.438zm.875.438H.875v1.75h.438zm.438-.438h-.438v.438h.438zm2.188-.438H1.75v.438h2.188z" fill="#000"/>
	<path d="M3.938 1.75H3.5v.875h.438zm1.75 0h-.875v.438h.875z" fill="#000"/>
	<path d="M5.25 1.75h-.438v1.313h.438zm1.313 1.313H5.25v.438h1.313zm.438.438h-.438v.438h.438zm-2.625-.875h-.438v1.75h.438zm2.188 1.313H5.251v.438h1.313zm-1.313.438h-.438v.875h.438z" fill="#000"/>
	<path d="M5.688 4.813h-.875v.438h.875zm.438.438h-.438v.438h.438zm-.438.438H4.375v.438h1.313zm-1.313.438h-1.75v.438h1.75zM3.5 4.814H1.75v.438H3.5zm-.875 1.75h-.437v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.875 0h-.437v.438h.438zm-1.75 0H.875v.438h.438zm-.438-.438H.438v.438h.438zm.875-.438h-.436v.438h.438zm2.188 0H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.625H3.5v-.437H1.75v.438h-.437v1.75h.438v.438h1.75v-.438h.438z" fill="#9af4dc"/>
	<path d="M3.5 4.375H1.75v.438H3.5zm-1.75-.437h-.437v.438h.438zm2.188 0H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.875.438h-.437v.438h.438zm.875-.875H1.75v.438H3.5z" fill="#f0f0f0"/>
	<path d="M3.5 5.688h-.437v.438h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm.875-.875h-.437v.438h.438zm.875-.438H1.75v.438h.875zm3.063.438H4.375v.438h1.313zM3.938.438H3.5v.438h-.437v.438h.438v.438h.438v-.439h.438V.875h-.439zM2.625 5.25h-.437v.438H1.75v.438h.438v.438h.438v-.438h.438v-.438h-.439z" fill="#f0f0f0"/>
`;function es(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${tn}
	</svg>`}var sn=k`
	<path d="M5.688 1.313V.875h-.875v.438h-.438V.875h-.437V.438h-.875v.438h-.438v.438h-.437V.875h-.875v.438H.875v1.75h.875v.438h.438v-.438h2.625v.438h.438v-.438h.875v-1.75z" fill="#d1cdd5"/>
	<path d="M6.125 3.938V3.5h-1.75v-.437h-1.75v.438H.875v.438H.438v1.313h.438v.438h1.75v.438h.438v.438h.875v-.438h.438V5.69h1.75v-.438h.438V3.938z" fill="#57595f"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438zm-1.313 0h-.438v.438h.438zM2.625.875h-.437v.438h.438zM2.188.438h-.875v.438h.875zm-1.313.875H.438v1.75h.438zm.438-.438H.875v.438h.438zM.875 3.5H.438v.438h.438zm-.437.438H0v1.313h.438zm.438 1.313H.438v.438h.438zm1.75.438H.875v.438h1.75zm.438.438h-.439v.438h.438zm.875.438h-.876v.438h.875zm.438-.438h-.439v.438h.438zm1.75-.438h-1.75v.438h1.75zm.438-.438h-.438v.438h.438zm.438-1.313h-.438v1.313h.438zM6.565 3.5h-.438v.438h.438zm0-2.188h-.438v1.75h.438zM2.188 3.5H1.75v.438h.438zm.438-.438h-.438V3.5h.438zm1.75-.438H2.625v.438h1.75zm.438.438h-.438V3.5h.438zm.438.438h-.438v.438h.438zm.438-.438h-.438V3.5h.875v-.437zm-4.377.001H.875v.438h.875v-.438z" fill="#000"/>
	<path d="M.875 4.813H.438v.438h.438zm.438.438H.875v.438h.438zm1.75.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm-.438.438h-.875v.438h.875zm2.188-.875h-.438v.438h.438zm.438-1.313h-.438v1.313h.438z" fill="#35363a"/>
	<path d="M1.313 2.625H.875v.438h.438zm.875.438H1.75v.438h.438zm3.063 0h-.438v.438h.438zm-2.626-.438h-.437v.438h.438zm2.188 0h-.438v.438h.438z" fill="#847d8b"/>
	<path d="M5.25 3.063h-.438v.438h.438zm-.875-.875h-1.75v.438h1.75zm1.75-.438h-.438v1.313h.438z" fill="#847d8b"/>
	<path d="M1.75 1.75h-.437v.438h.438zm-.437-.437H.875v.438h.438zm.875-.438h-.875v.438h.875zm.875 0h-.438v.438h.438zm.875-.438h-.875v.438h.875zm.438.438h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M.875 3.938H.438v.438h.438zm.438-.438H.875v.438h.438zm1.313 0h-.438v.438h.438zm1.75-.438H2.625V3.5h1.75zm.875.875h-.438v.438h.438zm.875-.438h-.875v.438h.875z" fill="#d8d8d8"/>
`;function ts(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${sn}
	</svg>`}var an=k`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H2.625v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.438v.438h.438v.438h.438v.438h2.188v-.438h.875v-.438h.438v-.438h.438v-.875h.438V1.75z" fill="#bcef42"/>
	<path d="M6.563.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.438v.438h.875z" fill="#bcef42"/>
	<path d="M1.75 6.125H.438v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 3.5h-.438v.875h.438z" fill="#816bee"/>
	<path d="M5.25.438H2.625v.438H5.25z" fill="#f0f0f0"/>
	<path d="M5.25.875H2.625v.438H5.25z" fill="#b79cf8"/>
	<path d="M4.375 6.125H2.188v.438h2.188z" fill="#816bee"/>
	<path d="M6.563.875h-.438v.438h.438z" fill="#bcef42"/>
	<path d="M2.625 2.188h-.437v.438h.438zM1.313 1.75H.875v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625 1.313h-.437v.438h.438zm3.063 0H5.25v.438h.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.438h.438zm.875 1.75h-.438v.438h.438zM.875 5.25H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 4.813h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M6.563.438v.875h-.438V.875h-.438v.438h.438v.438h.438v2.625h.438V.438zm-5.25.875H.875v.438h.438zm.438-.438h.875V.438H1.75zh-.438v.438h.438zm4.813 3.5h-.438v.875h.438zM.875 1.75H.438v.875h.438zM5.25 6.125h-.875v.438h.875zm.875-.875h-.438v.438h.438zm-4.812 0H.875v.438h.438zm.438.438h-.438v.438h.438zm-.875-.875H.438v.438h.438zm4.813.875h-.438v.438h.438zM.438 2.625H0v3.938h.438z" fill="#000"/>
	<path d="M5.25.875h.438V.438h.875V0H2.625v.438H5.25zM2.188 6.563v-.438H1.75v.438H.438v.438h3.938v-.438z" fill="#000"/>
	<path d="M.875 2.625H.438V3.5h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.625H3.5v.438h.875zm-.438 1.75h-.874v.438h.875zm.875-1.313h-.438v.875h.438zm-3.5 1.75h.875v-.438H1.75V2.188h-.437zm3.5-3.063H3.063v.438h1.75zm-.438 3.5H2.625v.438h1.75zm2.188-3.063h-.438v1.313h.438zM.875 3.5H.438v1.313h.438zm1.313-1.75H1.75v.438h.438zm1.313 1.313h-.438v.438h.438zm-.438.875h-.438v.438h.438zm-.438.875h-.437v.438h.438zm1.75-.875h-.437v.438h.438zm.438.875h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-2.188-1.75v-.437h-.438v.438h-.437v1.313h.438V2.625zm3.063-.875h-.438v.438h.438zm-.875.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM1.313 4.813H.875v.438h.438zm.438.438h-.438v.438h.438zm.438.438H1.75v.438h.438z" fill="#b79cf8"/>
`;function is(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${an}
	</svg>`}var rn=k`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.438h.438v-.438h.438V1.75z" fill="#d1cdd5"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.438h.438zm.875 3.938h-.437v.875h.438zm-.438-.438H.875v.438h.438zm.875 1.313H1.75v.438h.438zM.874 4.376H.438v.438h.438z" fill="#000"/>
	<path d="M1.75 4.813h-.437v.438h.438zm.438.875H1.75v.438h.438zm-.875-1.313H.875v.438h.438zm1.75-1.313H1.75v1.313h1.313z" fill="#847d8b"/>
	<path d="M3.063 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 3.063H3.938v1.313h1.313z" fill="#847d8b"/>
	<path d="M5.25 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 5.254h.438v-.438H5.25zm-.438.875h.438v-.438h-.438zm.875-1.313h.438v-.438h-.438z" fill="#847d8b"/>
	<path d="M.438 1.75H0v2.625h.438z" fill="#000"/>
	<path d="M.875 1.75H.438v2.625h.438z" fill="#fff"/>
	<path d="M5.25.879h.438V.441H5.25zm.438.438h.438V.879h-.438zm.438.438h.438v-.438h-.438zM5.251 6.13h.438v-.875h-.438zm.438-.875h.438v-.438h-.438zm-.875 1.313h.438V6.13h-.438zm1.313-1.75h.438V4.38h-.438zm.438-.438h.438V1.755h-.438z" fill="#000"/>
	<path d="M6.125 4.379h.438V1.754h-.438z" fill="#847d8b"/>
	<path d="M1.75 0v.438h3.5V0z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm.438.438h-.438v.438h.438zm3.5-.433h.438V.88h-.438zm.438.438h.438v-.438h-.438zM1.75.438v.438h3.5V.438z" fill="#fff"/>
	<path d="M2.188 6.563v.438h2.625v-.438z" fill="#000"/>
	<path d="M2.188 6.125v.438h2.625v-.438z" fill="#847d8b"/>
	<path d="M3.063 5.688h-.438v.875h.438zm1.313 0h-.438v.875h.438z" fill="#57595f"/>
`;function ss(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${rn}
	</svg>`}var on=k`
	<path d="M3.063 0H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm-.875 2.187H3.5v1.75h.438zm-3.5-.437H0v2.625h.438zM6.563.875h-1.75v.438h1.75z" fill="#000"/>
	<path d="M3.063.438H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm1.75.438h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M3.063 6.563H1.75v.438h1.313z" fill="#000"/>
	<path d="M2.625 6.125v-.438h-.437v-.875H1.75V2.188h.438v-.875h.438V.875H1.75v.438H.875v1.75H.438v1.75h.438v.875h.438v.438h.438v.438h1.313v-.438z" fill="#ffe361"/>
	<path d="M3.063 6.125H1.75v.438h1.313z" fill="#ffb84b"/>
	<path d="M4.813 6.125h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ffe361"/>
	<path d="M6.563 5.688h-1.75v.438h1.75zM1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.875h.438zm6.125 0h-.438v.438H7zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.875h.438zm.875 3.063h-.438v.438h.438zm-.438-.438h-.438v.438h.438zm-.438-.875h-.438v.875h.438zm-.438-.875h-.438v.875h.438zM1.747 6.127h-.434v.438h.438zm-.438-.438H.875v.438h.438zm-.438-.875H.438v.875h.438zm1.313-2.625H1.75v2.625h.438zM3.059.876h-.434v.438h.438zm-.434.437h-.437v.875h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm1.75 0h-.437v.875h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.313H1.75v.875h.438z" fill="#ffb84b"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625.875h-.437v.438h.438zm1.313.875H3.5v.875h.438zm.438-.438h-.438v.438h.438zm-2.188 3.5H1.75v.438h.438zm-.438.875h-.437v.438h.438zm-.438-.875H.875v.875h.438zm2.188.875v-.438h-.437v-.438h-.438v.875h.438v.438h1.75v-.438zm.438-1.313H3.5v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="url(#a)"/>
	<path d="M6.125 5.25v-.438h-.438v-.874h-.438v-.875h.438v-.875h.438V1.75H4.812v.438h-.438v.438h-.436v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ff2c52"/>
	<path d="M5.688 2.188H5.25v.875h.438zm.438-.438h-.438v.438h.438zm-.438 2.188H5.25v.438h.438zM5.25 5.251v-.438h-.875v.438h.438v.438h1.75v-.438z" fill="#be0351"/>
	<path d="M1.313 1.313H.875v.438h.438zm0 1.75H.875v.438h.438zm1.75-1.75h-.438v.438h.438zm1.75.438h-.438v.438h.438zm-.438.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 1.75h-.437v.875h.438zM3.062 5.688h-.437v.438h.438zm-.438-.875h-.436v.875h.438zm2.188.438h-.438v.438h.438zm-.438-.875h-.436v.875h.438z" fill="#000"/>
	<defs>
		<radialGradient id="a" cx=".75" cy=".5" r="1" fx=".75" fy=".5">
		<stop stop-color="#ff2c52" offset="30%"/>
		<stop stop-color="#ffe361" offset="70%"/>
		</radialGradient>
	</defs>
`;function as(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${on}
	</svg>`}var nn=k`
	<path d="M4.813.438v.438h-.438v.438h-.437v.438H3.5v.438h-.437v.875h-.438v.438H3.5v.875h.438v-.44h.875V3.5h.438v-.437h.438v-.438h.438v-.437h.438V.438z" fill="#d1cdd5"/>
	<path d="M1.313 3.938h.438v.438h.875v.875h.438v.438h.875v.438h.875v-.875h-.876v-.438H3.5v-.438h-.437v-.438h-.438V3.5h-.437v-.437H1.75v-.875H.875v.875h.438z" fill="#ffe361"/>
	<path d="M2.188 4.813h-.875v.875h.875zm-.875.875H.438v.875h.875z" fill="#ffe361"/>
	<path d="M4.813.438h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-.437.438h-.438v.875h.438zm-.875 0H1.75v.875h.438zm-1.313 0H.438v.875h.438zm.438.875H.875v.875h.438zm3.5.875h-.875v.438h.875zm0 .875h-.875v.438h.875zm.438.438h-.438v.875h.438z" fill="#000"/>
	<path d="M6.563.438h-.438v1.75h.438z" fill="#847d8b"/>
	<path d="M.438 5.688H0v.875h.438zm4.375.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#000"/>
	<path d="M2.188 5.25h-.875v.438h.875zm-.875.875H.438v.438h.875z" fill="#ffb84b"/>
	<path d="M1.313 6.125v.438h.438v-.438h.438v-.438h-.876zm1.313-.875v-.875H1.75v-.437h-.437v.875h.875v.875h.875V5.25zm-1.313 0v-.438H.875v.438H.438v.438h.875zm0 1.313H.438v.438h.875zM1.75 1.75H.875v.438h.875zm1.313 2.188v.438h.438V3.5h-.876v.438z" fill="#000"/>
	<path d="M5.688 1.313H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.436v.438h.438zm-.436.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M3.063 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 3.5h-.437v.438h.438zm-.437-.875H.875v.438h.438zm.875 1.313H1.75v.438h.438zm.875.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M3.938 4.375H3.5v.438h.438zM2.625 3.063h-.437v.438h.438zm3.938-.875h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438-3.5V.44h1.75v1.75h.438V0z" fill="#000"/>
	<path d="M4.813 5.25h-.438v.438h.438zm-.875-.438H3.5v.438h.438zM3.5 4.374h-.437v.438h.438zm-.437-.436h-.438v.438h.438zM2.625 3.5h-.437v.438h.438zm-.437-.437H1.75v.438h.438zM3.5 2.188h-.437v.438h1.313v-.438h-.438V1.75H3.5zM4.375.875v.438h-.437v.438h1.313v-.438h-.438V.875zm1.75-.438H4.812v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.873.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M1.75 2.188h-.437v.438h.438zm0 2.625h-.437v.438h.438zm-.875.875H.438v.438h.438z" fill="#f0f0f0"/>
`;function rs(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${nn}
	</svg>`}var ln=k`
	<path d="M5.688 2.625v-.437H5.25V1.75h-.438v-.437h-.438V.875h-.436V.438h-.875v.438h-.438v.438h-.437v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.875v.438h3.5v-.438h.875v-.438h.438V3.5h-.438v-.875z" fill="#0abbff"/>
	<path d="M3.063 0v.438h.875V0zm-.438.438v.438h.438V.438zm1.313 0v.438h.438V.438zm.438.438v.438h.438V.875zm.438.438v.438h.438v-.439zm.438.438v.438h.438v-.44zm.438.438v.438h.438v-.44zm.438.438v.875h.438v-.878zm-5.69-.003V3.5h.438v-.875zM0 3.5v2.188h.438V3.5zm6.563 0v2.188h.438V3.5zM2.188.875v.438h.438V.875zm-.438.438v.438h.438v-.438zm-.437.437v.438h.438V1.75zm-.438.438v.438h.438v-.438zm-.438 3.5v.438h.438v-.438zm5.688 0v.438h.438v-.438zm-4.375.875v.438h3.5v-.438z" fill="#000"/>
	<path d="M1.75 6.125v.438h3.5v-.438z" fill="#4282d8"/>
	<path d="M.875 6.125v.438h.875v-.438zm5.25.438v-.438H5.25v.438z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#fff"/>
	<path opacity=".5" d="M4.813 3.5v-.437h-.438v-.438h-.437v-.437h-.875v.438h-.438v.438h-.437v.438H1.75v1.313h.438v.438h2.625v-.438h.438V3.5z" fill="#fff"/>
	<path d="M2.625.875v.438h.438V.875zm-.437.438v.438h.438v-.438zm.438.438v.438h.438V1.75zM1.75 1.75v.438h.438V1.75zm-.437.438v.438h.438v-.438zm-.438.437V3.5h.438v-.875zM.438 3.5v.875h.438V3.5z" fill="#fff"/>
	<path d="M5.25 2.188v.438h.438v-.438zm.438.438v.875h.438v-.876zm.438.875v1.75h-.438v.438H5.25v.438h.875v-.438h.438V3.5zM.875 6.125h.875v-.438H.875z" fill="#4282d8"/>
`;function os(e={}){return n`<svg
		${T(e)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ln}
	</svg>`}var hn=globalThis.$discordMessage??{};function Ct(){return hn}var Os={blue:"https://cdn.discordapp.com/embed/avatars/0.png",gray:"https://cdn.discordapp.com/embed/avatars/1.png",green:"https://cdn.discordapp.com/embed/avatars/2.png",orange:"https://cdn.discordapp.com/embed/avatars/3.png",red:"https://cdn.discordapp.com/embed/avatars/4.png",pink:"https://cdn.discordapp.com/embed/avatars/5.png"},Rs=Ct().avatars??{},Re=Object.assign(Os,Rs,{default:Os[Rs.default]??Rs.default??Os.blue}),Ht=Ct().profiles??{},sr=Ct().defaultTheme==="light"?"light":"dark",ar=Ct().defaultMode==="compact"?"compact":"cozy",rr=Ct().defaultBackground==="none"?"none":"discord",or=new Map([["heart",qi()],["crystal",Pi()],["diamond",Ni()],["explosion",Bi()],["flame",Ui()],["flower",Fi()],["key",Wi()],["leaf",Gi()],["lightning",Zi()],["magic",Ki()],["moon",Yi()],["mushroom",Ji()],["mythical",Qi()],["ornament",Xi()],["plasma",es()],["rock",ts()],["shell",is()],["skull",ss()],["sun",as()],["sword",rs()],["water",os()]]);var ns=class extends Error{constructor(t){super(t),this.name="DiscordComponentsError"}},cn=new Intl.DateTimeFormat("en-US",{day:"2-digit",month:"2-digit",year:"numeric"}),dn=new Intl.DateTimeFormat("en-US",{hour12:!0,hour:"2-digit",minute:"2-digit"}),mn=new Intl.DateTimeFormat("en-US",{hour12:!1,hour:"2-digit",minute:"2-digit"}),pn=e=>e instanceof Date?cn.format(e):e,un=(e,t=!1)=>e instanceof Date?t?mn.format(e):dn.format(e):e;function bt(e,t=!1,s=!1){if(!(e instanceof Date)&&typeof e!="string")throw new TypeError("Timestamp prop must be a Date object or a string.");return t?un(e,s):pn(e)}var fn=/(?:<(?<animated>a)?:(?<name>\w{2,32}):)?(?<id>\d{17,21})>?/;function Pt(e){let t=Ct().emojis?.[e];if(t)return t;let s=fn.exec(e);if(s?.groups){let{name:i,id:a,animated:o}=s.groups;return{name:i,url:`https://cdn.discordapp.com/emojis/${a}.${o?"gif":"png"}`}}}function ls(e){if(e)return or.get(e)??e}var vn=k`
	<path
		fill="currentColor"
		d="M10 5V3H5.375C4.06519 3 3 4.06519 3 5.375V18.625C3 19.936 4.06519 21 5.375 21H18.625C19.936 21 21 19.936 21 18.625V14H19V19H5V5H10Z"
	/>
	<path fill="currentColor" d="M21 2.99902H14V4.99902H17.586L9.29297 13.292L10.707 14.706L19 6.41302V9.99902H21V2.99902Z"
	/>
`;function Vs(e={}){return n`<svg ${T(e)} class="discord-button-launch" aria-hidden="false" width="16" height="16" viewBox="0 0 24 24">
		${vn}
	</svg>`}var St=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},De=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},P3=(()=>{let e=[q("discord-button")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[];var A=class extends a{static{i=this}static{let Z=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({reflect:!0,attribute:"emoji"})],u=[y({reflect:!0,attribute:"emoji-name"})],l=[y({reflect:!0,attribute:"url"})],g=[y({type:Boolean,reflect:!0,attribute:"disabled"})],f=[y({reflect:!0,attribute:"type"})],G=[y({reflect:!0,attribute:"modal-id"})],St(this,null,o,{kind:"accessor",name:"emoji",static:!1,private:!1,access:{has:P=>"emoji"in P,get:P=>P.emoji,set:(P,ie)=>{P.emoji=ie}},metadata:Z},r,h),St(this,null,u,{kind:"accessor",name:"emojiName",static:!1,private:!1,access:{has:P=>"emojiName"in P,get:P=>P.emojiName,set:(P,ie)=>{P.emojiName=ie}},metadata:Z},m,c),St(this,null,l,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:P=>"url"in P,get:P=>P.url,set:(P,ie)=>{P.url=ie}},metadata:Z},_,v),St(this,null,g,{kind:"accessor",name:"disabled",static:!1,private:!1,access:{has:P=>"disabled"in P,get:P=>P.disabled,set:(P,ie)=>{P.disabled=ie}},metadata:Z},p,d),St(this,null,f,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:P=>"type"in P,get:P=>P.type,set:(P,ie)=>{P.type=ie}},metadata:Z},j,S),St(this,null,G,{kind:"accessor",name:"modalId",static:!1,private:!1,access:{has:P=>"modalId"in P,get:P=>P.modalId,set:(P,ie)=>{P.modalId=ie}},metadata:Z},w,b),St(null,t={value:i},e,{kind:"class",name:i.name,metadata:Z},null,s),A=i=t.value,Z&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:Z})}static styles=W`
		:host > *:first-child {
			display: flex;
			justify-content: center;
			align-items: center;
			cursor: pointer;
			margin: 4px 8px 4px 0;
			padding: 2px 16px;
			width: auto;
			height: 32px;
			min-width: 60px;
			min-height: 32px;
			-webkit-transition:
				background-color 0.17s ease,
				color 0.17s ease;
			transition:
				background-color 0.17s ease,
				color 0.17s ease;
			border-radius: 3px;
			font-size: 14px;
			font-weight: 500;
			line-height: 16px;
			text-decoration: none !important;
			/* CSS Reset to unset button styling */
			border-width: unset;
			border-style: unset;
			border-color: unset;
			border-image: unset;
			box-sizing: unset;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
		}

		.success {
			color: #fff;
			background-color: #3ba55d;
		}

		.success.hoverable:hover {
			background-color: #2d7d46;
		}

		.destructive {
			color: #fff;
			background-color: #ed4245;
		}

		.destructive.hoverable:hover {
			background-color: #c03537;
		}

		.primary {
			color: #fff;
			background-color: #5865f2;
		}

		.primary.hoverable:hover {
			background-color: #4752c4;
		}

		.secondary {
			color: #fff;
			background-color: #4f545c;
		}

		.secondary.hoverable:hover {
			background-color: #5d6269;
		}

		.disabled {
			cursor: not-allowed !important;
			opacity: 0.5;
		}

		.launch {
			margin-left: 8px;
		}

		.emoji {
			margin-right: 4px;
			object-fit: contain;
			width: 1.375em;
			height: 1.375em;
			vertical-align: bottom;
		}
	`;#e=De(this,r,void 0);get emoji(){return this.#e}set emoji(Z){this.#e=Z}#t=(De(this,h),De(this,m,"emoji"));get emojiName(){return this.#t}set emojiName(Z){this.#t=Z}#i=(De(this,c),De(this,_,void 0));get url(){return this.#i}set url(Z){this.#i=Z}#s=(De(this,v),De(this,p,!1));get disabled(){return this.#s}set disabled(Z){this.#s=Z}#a=(De(this,d),De(this,j,"secondary"));get type(){return this.#a}set type(Z){this.#a=Z}#r=(De(this,S),De(this,w,void 0));get modalId(){return this.#r}set modalId(Z){this.#r=Z}validButtonTypes=(De(this,b),new Set(["primary","secondary","success","destructive"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordButton `type` prop must be a string.");if(!this.validButtonTypes.has(this.type))throw new RangeError("DiscordButton `type` prop must be one of: 'primary', 'secondary', 'success', 'destructive'")}}checkParentElement(){if(this.parentElement?.tagName.toLowerCase()!=="discord-action-row")throw new ns("All <discord-button> components must be direct children of <discord-action-row>.")}handleButtonClick(){if(this.modalId){let Z=this.parentElement?.parentElement?.parentElement?.parentElement;if(Z?.tagName?.toLowerCase()==="discord-messages"){let P=Z?.querySelector("discord-modal"),ie=P?.shadowRoot?.querySelector(`dialog#${this.modalId}`),pe=ie?.querySelector("div.discord-modal-box");if(ie instanceof HTMLDialogElement&&pe instanceof HTMLDivElement&&(ie.showModal(),pe.style.display="flex",P)){let ue=globalThis.getComputedStyle(globalThis.document.body).overflow;P.originalBodyOverflow=ue,globalThis.document.body.style.overflow="hidden"}}}}render(){this.checkType(),this.checkParentElement();let Z=this.url&&!this.disabled,P=n`
			${I(this.emoji,()=>n`<img src=${this.emoji} alt=${this.emojiName} draggable="true" class="emoji" />`)}
			<span>
				<slot></slot>
			</span>
			${I(this.url,()=>Vs())}
		`;return Z?n`<a class="secondary" href=${this.url} target="_blank" rel="noopener noreferrer">${P}</a>`:n`<button
			class=${Ee({[this.type]:!0,disabled:this.disabled,hoverable:!this.disabled})}
			@click=${this.handleButtonClick}
		>
			${P}
		</button>`}static{De(i,s)}};return A=i})();var _t=class extends Event{constructor(t,s,i,a){super("context-request",{bubbles:!0,composed:!0}),this.context=t,this.contextTarget=s,this.callback=i,this.subscribe=a??!1}};var Nt=class{constructor(t,s,i,a){if(this.subscribe=!1,this.provided=!1,this.value=void 0,this.t=(o,r)=>{this.unsubscribe&&(this.unsubscribe!==r&&(this.provided=!1,this.unsubscribe()),this.subscribe||this.unsubscribe()),this.value=o,this.host.requestUpdate(),this.provided&&!this.subscribe||(this.provided=!0,this.callback&&this.callback(o,r)),this.unsubscribe=r},this.host=t,s.context!==void 0){let o=s;this.context=o.context,this.callback=o.callback,this.subscribe=o.subscribe??!1}else this.context=s,this.callback=i,this.subscribe=a??!1;this.host.addController(this)}hostConnected(){this.dispatchRequest()}hostDisconnected(){this.unsubscribe&&(this.unsubscribe(),this.unsubscribe=void 0)}dispatchRequest(){this.host.dispatchEvent(new _t(this.context,this.host,this.t,this.subscribe))}};var hs=class{get value(){return this.o}set value(t){this.setValue(t)}setValue(t,s=!1){let i=s||!Object.is(t,this.o);this.o=t,i&&this.updateObservers()}constructor(t){this.subscriptions=new Map,this.updateObservers=()=>{for(let[s,{disposer:i}]of this.subscriptions)s(this.o,i)},t!==void 0&&(this.value=t)}addCallback(t,s,i){if(!i)return void t(this.value);this.subscriptions.has(t)||this.subscriptions.set(t,{disposer:()=>{this.subscriptions.delete(t)},consumerHost:s});let{disposer:a}=this.subscriptions.get(t);t(this.value,a)}clearCallbacks(){this.subscriptions.clear()}};var Is=class extends Event{constructor(t,s){super("context-provider",{bubbles:!0,composed:!0}),this.context=t,this.contextTarget=s}},Bt=class extends hs{constructor(t,s,i){super(s.context!==void 0?s.initialValue:i),this.onContextRequest=a=>{if(a.context!==this.context)return;let o=a.contextTarget??a.composedPath()[0];o!==this.host&&(a.stopPropagation(),this.addCallback(a.callback,o,a.subscribe))},this.onProviderRequest=a=>{if(a.context!==this.context||(a.contextTarget??a.composedPath()[0])===this.host)return;let o=new Set;for(let[r,{consumerHost:h}]of this.subscriptions)o.has(r)||(o.add(r),h.dispatchEvent(new _t(this.context,h,r,!0)));a.stopPropagation()},this.host=t,s.context!==void 0?this.context=s.context:this.context=s,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener("context-request",this.onContextRequest),this.host.addEventListener("context-provider",this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new Is(this.context,this.host))}};function ci({context:e}){return(t,s)=>{let i=new WeakMap;if(typeof s=="object")return{get(){return t.get.call(this)},set(a){return i.get(this).setValue(a),t.set.call(this,a)},init(a){return i.set(this,new Bt(this,{context:e,initialValue:a})),a}};{t.constructor.addInitializer((r=>{i.set(r,new Bt(r,{context:e}))}));let a=Object.getOwnPropertyDescriptor(t,s),o;if(a===void 0){let r=new WeakMap;o={get(){return r.get(this)},set(h){i.get(this).setValue(h),r.set(this,h)},configurable:!0,enumerable:!0}}else{let r=a.set;o={...a,set(h){i.get(this).setValue(h),r?.call(this,h)}}}return void Object.defineProperty(t,s,o)}}}function ae({context:e,subscribe:t}){return(s,i)=>{typeof i=="object"?i.addInitializer((function(){new Nt(this,{context:e,callback:a=>{s.set.call(this,a)},subscribe:t})})):s.constructor.addInitializer((a=>{new Nt(a,{context:e,callback:o=>{a[i]=o},subscribe:t})}))}}var bn=k`
	<path
		fill="currentColor"
		d="M18.91 12.98a5.45 5.45 0 0 1 2.18 6.2c-.1.33-.09.68.1.96l.83 1.32a1 1 0 0 1-.84 1.54h-5.5A5.6 5.6 0 0 1 10 17.5a5.6 5.6 0 0 1 5.68-5.5c1.2 0 2.32.36 3.23.98Z"
	/>
	<path
		fill="currentColor"
		d="M19.24 10.86c.32.16.72-.02.74-.38L20 10c0-4.42-4.03-8-9-8s-9 3.58-9 8c0 1.5.47 2.91 1.28 4.11.14.21.12.49-.06.67l-1.51 1.51A1 1 0 0 0 2.4 18h5.1a.5.5 0 0 0 .49-.5c0-4.2 3.5-7.5 7.68-7.5 1.28 0 2.5.3 3.56.86Z"
	/>
`;function di(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 20 20"
		xmlns="http://www.w3.org/2000/svg"
	>
		${bn}
	</svg>`}var _n=k`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M10.99 3.16A1 1 0 1 0 9 2.84L8.15 8H4a1 1 0 0 0 0 2h3.82l-.67 4H3a1 1 0 1 0 0 2h3.82l-.8 4.84a1 1 0 0 0 1.97.32L8.85 16h4.97l-.8 4.84a1 1 0 0 0 1.97.32l.86-5.16H20a1 1 0 1 0 0-2h-3.82l.67-4H21a1 1 0 1 0 0-2h-3.82l.8-4.84a1 1 0 1 0-1.97-.32L15.15 8h-4.97l.8-4.84ZM14.15 14l.67-4H9.85l-.67 4h4.97Z"
	/>
`;function mi(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${_n}
	</svg>`}var yn=k`
	<path
		fill="currentColor"
		d="M12 2.81a1 1 0 0 1 0-1.41l.36-.36a1 1 0 0 1 1.41 0l9.2 9.2a1 1 0 0 1 0 1.4l-.7.7a1 1 0 0 1-1.3.13l-9.54-6.72a1 1 0 0 1-.08-1.58l1-1L12 2.8ZM12 21.2a1 1 0 0 1 0 1.41l-.35.35a1 1 0 0 1-1.41 0l-9.2-9.19a1 1 0 0 1 0-1.41l.7-.7a1 1 0 0 1 1.3-.12l9.54 6.72a1 1 0 0 1 .07 1.58l-1 1 .35.36ZM15.66 16.8a1 1 0 0 1-1.38.28l-8.49-5.66A1 1 0 1 1 6.9 9.76l8.49 5.65a1 1 0 0 1 .27 1.39ZM17.1 14.25a1 1 0 1 0 1.11-1.66L9.73 6.93a1 1 0 0 0-1.11 1.66l8.49 5.66Z"
	/>
`;function pi(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${yn}
	</svg>`}var zn=k`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M6 9h1V6a5 5 0 0 1 10 0v3h1a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Zm9-3v3H9V6a3 3 0 1 1 6 0Zm-1 8a2 2 0 0 1-1 1.73V18a1 1 0 1 1-2 0v-2.27A2 2 0 1 1 14 14Z"
	/>
`;function ui(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${zn}
	</svg>`}var wn=k`
	<path
		fill="currentColor"
		d="M12 3a1 1 0 0 0-1-1h-.06a1 1 0 0 0-.74.32L5.92 7H3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2.92l4.28 4.68a1 1 0 0 0 .74.32H11a1 1 0 0 0 1-1V3ZM15.1 20.75c-.58.14-1.1-.33-1.1-.92v-.03c0-.5.37-.92.85-1.05a7 7 0 0 0 0-13.5A1.11 1.11 0 0 1 14 4.2v-.03c0-.6.52-1.06 1.1-.92a9 9 0 0 1 0 17.5Z"
	/>
	<path
		fill="currentColor"
		d="M15.16 16.51c-.57.28-1.16-.2-1.16-.83v-.14c0-.43.28-.8.63-1.02a3 3 0 0 0 0-5.04c-.35-.23-.63-.6-.63-1.02v-.14c0-.63.59-1.1 1.16-.83a5 5 0 0 1 0 9.02Z"
	/>
`;function fi(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${wn}
	</svg>`}var Ut=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Ve=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},ne="light-theme",Ie="compact-mode",Ls="no-background",V8=(()=>{let e=[q("discord-messages")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[];var G=class extends a{static{i=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[ci({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],u=[ci({context:Ls}),y({type:Boolean,reflect:!0,attribute:"no-background"})],l=[ci({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],g=[y({reflect:!0,attribute:"channel-type"})],f=[y({reflect:!0,attribute:"channel-name"})],Ut(this,null,o,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:b=>"lightTheme"in b,get:b=>b.lightTheme,set:(b,A)=>{b.lightTheme=A}},metadata:w},r,h),Ut(this,null,u,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:b=>"noBackground"in b,get:b=>b.noBackground,set:(b,A)=>{b.noBackground=A}},metadata:w},m,c),Ut(this,null,l,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:b=>"compactMode"in b,get:b=>b.compactMode,set:(b,A)=>{b.compactMode=A}},metadata:w},_,v),Ut(this,null,g,{kind:"accessor",name:"channelType",static:!1,private:!1,access:{has:b=>"channelType"in b,get:b=>b.channelType,set:(b,A)=>{b.channelType=A}},metadata:w},p,d),Ut(this,null,f,{kind:"accessor",name:"channelName",static:!1,private:!1,access:{has:b=>"channelName"in b,get:b=>b.channelName,set:(b,A)=>{b.channelName=A}},metadata:w},j,S),Ut(null,t={value:i},e,{kind:"class",name:i.name,metadata:w},null,s),G=i=t.value,w&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		:host {
			color: #fff;
			background-color: #36393e;
			display: block;
			font-size: 16px;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
			line-height: 170%;
			border: 1px solid rgba(255, 255, 255, 0.05);
		}

		:host([light-theme]) {
			color: #747f8d;
			background-color: #fff;
			border-color: #dedede;
		}

		:host([no-background]) {
			background-color: unset;
		}

		::slotted(*) {
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
		}

		::slotted(*:first-child) {
			margin-top: 0.5rem;
		}

		::slotted(*:not(:first-child)) {
			margin-top: 1.0625rem;
		}

		:host([compact-mode]) ::slotted(*:not(:first-child)) {
			margin-top: unset;
		}

		::slotted(*:last-child) {
			margin-bottom: 0.5rem;
			border-bottom-width: 0;
		}

		:host .discord-channel-header {
			display: flex;
			align-items: center;
			padding: 0.5rem 1rem;
			box-shadow:
				0 2px 0 0 rgba(0, 0, 0, 0.05),
				0 1.5px 0 0 rgba(0, 0, 0, 0.05),
				0 1px 0 0 rgba(0, 0, 0, 0.16);
		}

		:host .discord-channel-icon {
			height: 24px;
			width: auto;
			margin: 0 8px;
			position: relative;
			flex: 0 0 auto;
			color: #80848e;
		}

		:host([light-theme]) .discord-channel-icon {
			color: #6d6f78;
		}

		:host .discord-channel-name {
			margin: 0 8px 0 0;
			flex: 0 0 auto;
			min-width: auto;
		}
	`;#e=Ve(this,r,!1);get lightTheme(){return this.#e}set lightTheme(w){this.#e=w}#t=(Ve(this,h),Ve(this,m,!1));get noBackground(){return this.#t}set noBackground(w){this.#t=w}#i=(Ve(this,c),Ve(this,_,!1));get compactMode(){return this.#i}set compactMode(w){this.#i=w}#s=(Ve(this,v),Ve(this,p,void 0));get channelType(){return this.#s}set channelType(w){this.#s=w}#a=(Ve(this,d),Ve(this,j,void 0));get channelName(){return this.#a}set channelName(w){this.#a=w}connectedCallback(){super.connectedCallback(),(this.lightTheme||sr==="light"&&this.lightTheme)&&(this.lightTheme=!0),(this.compactMode||ar==="compact"&&this.compactMode)&&(this.compactMode=!0),(this.noBackground||rr==="none"&&this.noBackground)&&(this.noBackground=!0)}render(){let w;switch(this.channelType){case"text":w=n`${mi()}`;break;case"voice":w=n`${fi()}`;break;case"locked":w=n`${ui()}`;break;case"thread":w=n`${pi()}`;break;case"forum":w=n`${di()}`;break}return n`
			${I(this.channelType&&this.channelName,()=>n`<div class="discord-channel-header">
						<div class="discord-channel-icon">${w}</div>
						<div class="discord-channel-name">${this.channelName}</div>
					</div>`)}
			<slot></slot>
		`}constructor(){super(...arguments),Ve(this,S)}static{Ve(i,s)}};return G=i})();var cs=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},At=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},F8=(()=>{let e=[q("discord-code")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[];var g=class extends a{static{i=this}static{let p=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:Boolean,reflect:!0})],u=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],l=[y({type:Boolean,reflect:!0})],cs(this,null,o,{kind:"accessor",name:"multiline",static:!1,private:!1,access:{has:d=>"multiline"in d,get:d=>d.multiline,set:(d,f)=>{d.multiline=f}},metadata:p},r,h),cs(this,null,u,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:d=>"lightTheme"in d,get:d=>d.lightTheme,set:(d,f)=>{d.lightTheme=f}},metadata:p},m,c),cs(this,null,l,{kind:"accessor",name:"embed",static:!1,private:!1,access:{has:d=>"embed"in d,get:d=>d.embed,set:(d,f)=>{d.embed=f}},metadata:p},_,v),cs(null,t={value:i},e,{kind:"class",name:i.name,metadata:p},null,s),g=i=t.value,p&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:p})}static styles=W`
		:host {
			background-color: #2f3136;
			white-space: break-spaces;
			font-family:
				Consolas,
				Andale Mono WT,
				Andale Mono,
				Lucida Console,
				Lucida Sans Typewriter,
				DejaVu Sans Mono,
				Bitstream Vera Sans Mono,
				Liberation Mono,
				Nimbus Mono L,
				Monaco,
				Courier New,
				Courier,
				monospace;
			border-radius: 3px;
		}

		code {
			padding: 0.2em;
			margin: -0.2em;
			border-radius: 3px;
			border: none;
			font-size: 85%;
			text-indent: 0;
			white-space: pre-wrap;
		}

		:host([multiline]) code {
			display: block;
			width: 90%;
			font-size: 0.875rem;
			line-height: 1.125rem;
			padding: 0.5em;
			background: #2b2d31;
			border: 1px solid #1e1f22;
		}

		:host([embed]) code {
			background-color: #1e1f22;
		}

		:host([embed][multiline]) code {
			display: block;
			width: 100%;
			padding: 7px;
			border-radius: 4px;
			background: #1e1f22;
		}

		:host([light-theme]) code {
			border-color: #e3e5e8;
			background-color: #f2f3f5;
		}

		:host([light-theme][embed]) code {
			background-color: #e3e5e8;
		}
	`;#e=At(this,r,!1);get multiline(){return this.#e}set multiline(p){this.#e=p}#t=(At(this,h),At(this,m,!1));get lightTheme(){return this.#t}set lightTheme(p){this.#t=p}#i=(At(this,c),At(this,_,!1));get embed(){return this.#i}set embed(p){this.#i=p}render(){return this.multiline?n`<discord-pre ?embed=${this.embed}
				><code><slot></slot></code
			></discord-pre>`:n`<code><slot></slot></code>`}constructor(){super(...arguments),At(this,v)}static{At(i,s)}};return g=i})();var L=e=>e??M;var nr="important",xn=" !"+nr,Le=Ae(class extends Oe{constructor(e){if(super(e),e.type!==vt.ATTRIBUTE||e.name!=="style"||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((t,s)=>{let i=e[s];return i==null?t:t+`${s=s.includes("-")?s:s.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${i};`},"")}update(e,[t]){let{style:s}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(t)),this.render(t);for(let i of this.ft)t[i]==null&&(this.ft.delete(i),i.includes("-")?s.removeProperty(i):s[i]=null);for(let i in t){let a=t[i];if(a!=null){this.ft.add(i);let o=typeof a=="string"&&a.endsWith(xn);i.includes("-")||o?s.setProperty(i,o?a.slice(0,-11):a,o?nr:""):s[i]=a}}return Se}});var $n=k`
	<path
		fill="currentColor"
		d="M56 50.6667V13.3333C56 10.4 53.6 8 50.6667 8H13.3333C10.4 8 8 10.4 8 13.3333V50.6667C8 53.6 10.4 56 13.3333 56H50.6667C53.6 56 56 53.6 56 50.6667ZM22.6667 36L29.3333 44.0267L38.6667 32L50.6667 48H13.3333L22.6667 36Z"
	/>
`;function vi(e={}){return n`<svg ${T(e)} aria-hidden="false" width="64" height="64" viewBox="0 0 64 64">${$n}</svg>`}var Mn=k`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M5 3C3.89543 3 3 3.89543 3 5V19C3 20.1046 3.89543 21 5 21H19C20.1046 21 21 20.1046 21 19V5C21 3.89543 20.1046 3 19 3H5ZM16.8995 8.41419L15.4853 6.99998L7 15.4853L8.41421 16.8995L16.8995 8.41419Z"
	/>
`;function gi(e){return n`<svg ${T(e||{})} class="discord-command-icon" aria-hidden="false" width="24" height="24" viewBox="0 0 24 24">
		${Mn}
	</svg>`}var kn=k`
	<path
		d="M0.809739 3.59646L5.12565 0.468433C5.17446 0.431163 5.23323 0.408043 5.2951 0.401763C5.35698 0.395482 5.41943 0.406298 5.4752 0.432954C5.53096 0.45961 5.57776 0.50101 5.61013 0.552343C5.64251 0.603676 5.65914 0.662833 5.6581 0.722939V2.3707C10.3624 2.3707 11.2539 5.52482 11.3991 7.21174C11.4028 7.27916 11.3848 7.34603 11.3474 7.40312C11.3101 7.46021 11.2554 7.50471 11.1908 7.53049C11.1262 7.55626 11.0549 7.56204 10.9868 7.54703C10.9187 7.53201 10.857 7.49695 10.8104 7.44666C8.72224 5.08977 5.6581 5.63359 5.6581 5.63359V7.28135C5.65831 7.34051 5.64141 7.39856 5.60931 7.44894C5.5772 7.49932 5.53117 7.54004 5.4764 7.5665C5.42163 7.59296 5.3603 7.60411 5.29932 7.59869C5.23834 7.59328 5.18014 7.57151 5.13128 7.53585L0.809739 4.40892C0.744492 4.3616 0.691538 4.30026 0.655067 4.22975C0.618596 4.15925 0.599609 4.08151 0.599609 4.00269C0.599609 3.92386 0.618596 3.84612 0.655067 3.77562C0.691538 3.70511 0.744492 3.64377 0.809739 3.59646Z"
		fill="currentColor"
	/>
`;function Ps(e={}){return n`<svg ${T(e)} class="discord-reply-icon" aria-hidden="false" width="12" height="8" viewBox="0 0 12 8">${kn}</svg>`}var Tn=k`
	<path d="M7.4,11.17,4,8.62,5,7.26l2,1.53L10.64,4l1.36,1Z" fill="currentColor" />
`;function Pe(e={}){return n`<svg
		${T(e)}
		class="discord-application-tag-verified"
		aria-label="Verified App"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 16 15.2"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Tn}
	</svg>`}var fe=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},se=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},lr=(()=>{let e=[q("discord-reply")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[],ve,J=[],N=[],oe,_e=[],ye=[],ze,we=[],xe=[],$e,Me=[],ke=[],Te,F=[],C=[],ee,B=[],E=[],te,st=[],at=[],rt,ot=[],nt=[],lt,ht=[],ct=[],dt,mt=[],pt=[];var ut=class extends a{static{i=this}static{let R=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y()],l=[y()],g=[y({type:Boolean})],f=[y({type:Boolean})],G=[y({type:Boolean,attribute:"official-app"})],A=[y({type:Boolean})],ie=[y({type:Boolean})],ve=[y({type:Boolean})],oe=[y({attribute:"role-color"})],ze=[y({type:Boolean})],$e=[y({type:Boolean})],Te=[y({type:Boolean})],ee=[y({attribute:"clan-icon"})],te=[y({attribute:"clan-tag"})],rt=[y({type:Boolean,reflect:!0})],lt=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],dt=[ae({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],fe(this,null,o,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:$=>"profile"in $,get:$=>$.profile,set:($,U)=>{$.profile=U}},metadata:R},r,h),fe(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:$=>"author"in $,get:$=>$.author,set:($,U)=>{$.author=U}},metadata:R},m,c),fe(this,null,l,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:$=>"avatar"in $,get:$=>$.avatar,set:($,U)=>{$.avatar=U}},metadata:R},_,v),fe(this,null,g,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:$=>"bot"in $,get:$=>$.bot,set:($,U)=>{$.bot=U}},metadata:R},p,d),fe(this,null,f,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:$=>"server"in $,get:$=>$.server,set:($,U)=>{$.server=U}},metadata:R},j,S),fe(this,null,G,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:$=>"officialApp"in $,get:$=>$.officialApp,set:($,U)=>{$.officialApp=U}},metadata:R},w,b),fe(this,null,A,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:$=>"op"in $,get:$=>$.op,set:($,U)=>{$.op=U}},metadata:R},Z,P),fe(this,null,ie,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:$=>"verified"in $,get:$=>$.verified,set:($,U)=>{$.verified=U}},metadata:R},pe,ue),fe(this,null,ve,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:$=>"edited"in $,get:$=>$.edited,set:($,U)=>{$.edited=U}},metadata:R},J,N),fe(this,null,oe,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:$=>"roleColor"in $,get:$=>$.roleColor,set:($,U)=>{$.roleColor=U}},metadata:R},_e,ye),fe(this,null,ze,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:$=>"command"in $,get:$=>$.command,set:($,U)=>{$.command=U}},metadata:R},we,xe),fe(this,null,$e,{kind:"accessor",name:"attachment",static:!1,private:!1,access:{has:$=>"attachment"in $,get:$=>$.attachment,set:($,U)=>{$.attachment=U}},metadata:R},Me,ke),fe(this,null,Te,{kind:"accessor",name:"mentions",static:!1,private:!1,access:{has:$=>"mentions"in $,get:$=>$.mentions,set:($,U)=>{$.mentions=U}},metadata:R},F,C),fe(this,null,ee,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:$=>"clanIcon"in $,get:$=>$.clanIcon,set:($,U)=>{$.clanIcon=U}},metadata:R},B,E),fe(this,null,te,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:$=>"clanTag"in $,get:$=>$.clanTag,set:($,U)=>{$.clanTag=U}},metadata:R},st,at),fe(this,null,rt,{kind:"accessor",name:"deleted",static:!1,private:!1,access:{has:$=>"deleted"in $,get:$=>$.deleted,set:($,U)=>{$.deleted=U}},metadata:R},ot,nt),fe(this,null,lt,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:$=>"lightTheme"in $,get:$=>$.lightTheme,set:($,U)=>{$.lightTheme=U}},metadata:R},ht,ct),fe(this,null,dt,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:$=>"compactMode"in $,get:$=>$.compactMode,set:($,U)=>{$.compactMode=U}},metadata:R},mt,pt),fe(null,t={value:i},e,{kind:"class",name:i.name,metadata:R},null,s),ut=i=t.value,R&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:R})}static styles=W`
		:host {
			color: #b9bbbe;
			display: flex;
			font-size: 0.875rem;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;

			padding-top: 2px;
			margin-left: 56px;
			margin-bottom: 4px;
			align-items: center;
			line-height: 1.125rem;
			position: relative;
			white-space: pre;
			user-select: none;
		}

		:host([light-theme]) {
			color: #4f5660;
		}

		:host([compact-mode]),
		:host([deleted]) {
			margin-left: 62px;
			margin-bottom: 0;
		}

		:host:before {
			content: '';
			display: block;
			position: absolute;
			top: 50%;
			right: 100%;
			bottom: 0;
			left: -36px;
			margin-right: 4px;
			margin-top: -1px;
			margin-left: -1px;
			margin-bottom: -2px;
			border-left: 2px solid #4f545c !important;
			border-bottom: 0 solid #4f545c !important;
			border-right: 0 solid #4f545c !important;
			border-top: 2px solid #4f545c !important;
			border-top-left-radius: 6px;
		}

		:host([light-theme]):before {
			border-color: #747f8d !important;
		}

		.discord-replied-message-avatar,
		.discord-reply-badge {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 16px;
			height: 16px;
			border-radius: 50%;
			user-select: none;
			margin-right: 0.25rem;
		}

		.discord-reply-badge {
			display: flex;
			align-items: center;
			justify-content: center;
			color: #b9bbbe;
			background: #202225;
		}

		:host([light-theme]) .discord-reply-badge {
			color: #4f5660;
			background: #e3e5e8;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.8);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-right: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			justify-content: space-between;
			display: inline-flex;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			opacity: 0.55;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.5);
		}

		:host([light-theme]) .discord-clan-tag {
			opacity: 0.65;
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			display: inline-flex;
			align-items: center;
			margin-right: 0.25rem;
			right: 0.25rem;
		}

		:host .discord-clan-tag span {
			display: inline-flex;
			align-items: center;
			user-select: none;
			-webkit-user-select: none;
			line-height: 1rem !important;
		}

		.discord-application-tag {
			background-color: hsl(235, 85.6%, 64.7%);
			color: #fff;
			font-size: 0.625rem;
			margin-right: 0.25rem;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-application-tag {
			margin-right: 0.25rem;
		}

		.discord-application-tag .discord-application-tag-verified {
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.1rem;
		}

		.discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		.discord-replied-message-username {
			flex-shrink: 0;
			font-size: inherit;
			line-height: inherit;
			margin-right: 0.25rem;
			opacity: 0.64;
			font-weight: 500;
			color: #fff;
		}

		.discord-replied-message-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		.discord-replied-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
			user-select: none;
			cursor: pointer;
		}

		.discord-replied-deleted-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
		}

		.discord-message-edited {
			color: #72767d;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-replied-message-content:hover {
			color: #fff;
		}

		:host([light-theme]) .discord-replied-message-content:hover {
			color: #000;
		}

		:host .discord-replied-message-content .discord-message-edited {
			margin-left: 0.25rem;
		}

		.discord-replied-message-content-icon {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 20px;
			height: 20px;
			margin-left: 4px;
		}
	`;#e=se(this,r,void 0);get profile(){return this.#e}set profile(R){this.#e=R}#t=(se(this,h),se(this,m,"User"));get author(){return this.#t}set author(R){this.#t=R}#i=(se(this,c),se(this,_,void 0));get avatar(){return this.#i}set avatar(R){this.#i=R}#s=(se(this,v),se(this,p,!1));get bot(){return this.#s}set bot(R){this.#s=R}#a=(se(this,d),se(this,j,!1));get server(){return this.#a}set server(R){this.#a=R}#r=(se(this,S),se(this,w,!1));get officialApp(){return this.#r}set officialApp(R){this.#r=R}#o=(se(this,b),se(this,Z,!1));get op(){return this.#o}set op(R){this.#o=R}#n=(se(this,P),se(this,pe,!1));get verified(){return this.#n}set verified(R){this.#n=R}#l=(se(this,ue),se(this,J,!1));get edited(){return this.#l}set edited(R){this.#l=R}#h=(se(this,N),se(this,_e,void 0));get roleColor(){return this.#h}set roleColor(R){this.#h=R}#c=(se(this,ye),se(this,we,!1));get command(){return this.#c}set command(R){this.#c=R}#d=(se(this,xe),se(this,Me,!1));get attachment(){return this.#d}set attachment(R){this.#d=R}#m=(se(this,ke),se(this,F,!1));get mentions(){return this.#m}set mentions(R){this.#m=R}#p=(se(this,C),se(this,B,void 0));get clanIcon(){return this.#p}set clanIcon(R){this.#p=R}#u=(se(this,E),se(this,st,void 0));get clanTag(){return this.#u}set clanTag(R){this.#u=R}#f=(se(this,at),se(this,ot,!1));get deleted(){return this.#f}set deleted(R){this.#f=R}#v=(se(this,nt),se(this,ht,!1));get lightTheme(){return this.#v}set lightTheme(R){this.#v=R}#g=(se(this,ct),se(this,mt,!1));get compactMode(){return this.#g}set compactMode(R){this.#g=R}resolveAvatar(R){return Re[R]??R??Re.default}render(){let R={author:this.author,bot:this.bot,verified:this.verified,officialApp:this.officialApp,op:this.op,server:this.server,roleColor:this.roleColor,clanIcon:this.clanIcon,clanTag:this.clanTag},$=Reflect.get(Ht,this.profile)??{},U={...R,...$,avatar:this.resolveAvatar($.avatar??this.avatar)},Ye=ls(U.clanIcon),ft=U.clanTag?.slice(0,4),xt=n`
			${I(U.bot&&!U.server&&!U.officialApp,()=>n`<span class="discord-application-tag">${U.verified?Pe():""}App</span>`)}
			${I(U.server&&!U.bot&&!U.officialApp,()=>n`<span class="discord-application-tag">Server</span>`)}
			${I(U.officialApp&&!U.server&&!U.bot,()=>n`<span class="discord-application-tag">${Pe()}OFFICIAL</span>`)}
		`;return n`${I(this.compactMode||this.deleted,()=>n`<div class="discord-reply-badge">${Ps()}</div>`,()=>n`<img class="discord-replied-message-avatar" src="${L(U.avatar)}" alt="${L(U.author)}" />`)}
		${I(this.deleted,()=>n`<div class="discord-replied-deleted-message-content"><em>Original message was deleted</em></div>`,()=>n`${xt}
					<span class="discord-replied-message-username" style=${Le({color:U.roleColor})}
						>${I(this.mentions,()=>"@")}${U.author}</span
					>
					${I(U.clanIcon&&U.clanTag&&U.clanTag?.length>0,()=>n`<span class="discord-clan-tag">
								${Ye==="string"?n`<img
											srcset=${L(Ye)}
											alt=${L(ft)}
											width="12"
											height="12"
											draggable="false"
										/>`:Ye}
								<span>${ft}</span>
							</span>`)}
					<!-- display: inline -->
					<div class="discord-replied-message-content"
						><slot></slot>${I(this.edited,()=>n`<span class="discord-message-edited">(edited)</span>`)}</div
					>
					${I(this.command,()=>gi({class:"discord-replied-message-content-icon"}),()=>I(this.attachment,()=>vi({class:"discord-replied-message-content-icon"})))}`)}`}constructor(){super(...arguments),se(this,pt)}static{se(i,s)}};return ut=i})();var En=k`
	<path d="M4.61241 0L6 0.845294L1.38759 10L0 9.15471L4.61241 0Z" fill="currentColor" />
`;function Ns(e={}){return n`<svg ${T(e)} class="discord-command-icon" aria-hidden="false" width="6" height="10" viewBox="0 0 6 10" fill="none">
		${En}
	</svg>`}var Cn=k`
	<path fill="currentColor" d="M2.06 7.61c-.25.95.31 1.92 1.26 2.18l4.3 1.15c.94.25 1.91-.31 2.17-1.26l1.15-4.3c.25-.94-.31-1.91-1.26-2.17l-4.3-1.15c-.94-.25-1.91.31-2.17 1.26l-1.15 4.3ZM12.98 7.87a2 2 0 0 0 1.75 2.95H20a2 2 0 0 0 1.76-2.95l-2.63-4.83a2 2 0 0 0-3.51 0l-2.63 4.83ZM5.86 13.27a.89.89 0 0 1 1.28 0l.75.77a.9.9 0 0 0 .54.26l1.06.12c.5.06.85.52.8 1.02l-.13 1.08c-.02.2.03.42.14.6l.56.92c.27.43.14 1-.28 1.26l-.9.58a.92.92 0 0 0-.37.48l-.36 1.02a.9.9 0 0 1-1.15.57l-1-.36a.89.89 0 0 0-.6 0l-1 .36a.9.9 0 0 1-1.15-.57l-.36-1.02a.92.92 0 0 0-.37-.48l-.9-.58a.93.93 0 0 1-.28-1.26l.56-.93c.11-.17.16-.38.14-.59l-.12-1.08c-.06-.5.3-.96.8-1.02l1.05-.12a.9.9 0 0 0 .54-.26l.75-.77ZM18.52 13.71a1.1 1.1 0 0 0-2.04 0l-.46 1.24c-.19.5-.57.88-1.07 1.07l-1.24.46a1.1 1.1 0 0 0 0 2.04l1.24.46c.5.19.88.57 1.07 1.07l.46 1.24c.35.95 1.7.95 2.04 0l.46-1.24c.19-.5.57-.88 1.07-1.07l1.24-.46a1.1 1.1 0 0 0 0-2.04l-1.24-.46a1.8 1.8 0 0 1-1.07-1.07l-.46-1.24Z">
	</path>
`;function Bs(e={}){return n`<svg ${T(e)} class="discord-command-icon-name" aria-hidden="false" width="10" height="10" viewBox="0 0 24 24" fill="none">
		${Cn}
	</svg>`}var Hn=k`
	<path fill="currentColor" d="M5.3 9.3a1 1 0 0 1 1.4 0l5.3 5.29 5.3-5.3a1 1 0 1 1 1.4 1.42l-6 6a1 1 0 0 1-1.4 0l-6-6a1 1 0 0 1 0-1.42Z"></path>
`;function ds(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg">
		${Hn}
	</svg>`}var Sn=k`
	<path fill="color-mix( in oklab, hsl(215 calc(1 * 8.8%) 73.3% / 1) 100%, black 0%" d="M12 22a10 10 0 1 0-8.45-4.64c.13.19.11.44-.04.61l-2.06 2.37A1 1 0 0 0 2.2 22H12Z" class="">
    </path>
`;function Us(e={}){return n`<svg ${T(e)} aria-hidden="false" width="16" height="16" viewBox="0 0 24 24" fill="none">${Sn}</svg>`}var me=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Q=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},au=(()=>{let e=[q("discord-command")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[],ve,J=[],N=[],oe,_e=[],ye=[],ze,we=[],xe=[],$e,Me=[],ke=[],Te,F=[],C=[],ee,B=[],E=[],te,st=[],at=[],rt,ot=[],nt=[],lt,ht=[],ct=[],dt,mt=[],pt=[],ut,R=[],$=[],U,Ye=[],ft=[];var xt=class extends a{static{i=this}static{let O=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({attribute:"profile"})],u=[y({attribute:"author"})],l=[y({attribute:"avatar"})],g=[y({attribute:"role-color"})],f=[y({attribute:"command"})],G=[y({attribute:"type"})],A=[y({attribute:"context-user-profile"})],ie=[y({attribute:"context-user-name"})],ve=[y({attribute:"context-user-image"})],oe=[y({attribute:"context-user-role-color"})],ze=[y({type:Boolean,attribute:"context-user-bot"})],$e=[y({type:Boolean,attribute:"context-user-bot-verified"})],Te=[y({type:Boolean,attribute:"context-command-reply"})],ee=[y({type:Boolean,attribute:"context-attachment-reply"})],te=[y({type:String,attribute:"context-message-reply"})],rt=[y({type:Boolean,attribute:"context-message-deleted"})],lt=[y({type:Boolean,attribute:"context-user-application-official"})],dt=[y({type:Boolean,attribute:"context-user-server"})],ut=[ae({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],U=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],me(this,null,o,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:x=>"profile"in x,get:x=>x.profile,set:(x,Y)=>{x.profile=Y}},metadata:O},r,h),me(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:x=>"author"in x,get:x=>x.author,set:(x,Y)=>{x.author=Y}},metadata:O},m,c),me(this,null,l,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:x=>"avatar"in x,get:x=>x.avatar,set:(x,Y)=>{x.avatar=Y}},metadata:O},_,v),me(this,null,g,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:x=>"roleColor"in x,get:x=>x.roleColor,set:(x,Y)=>{x.roleColor=Y}},metadata:O},p,d),me(this,null,f,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:x=>"command"in x,get:x=>x.command,set:(x,Y)=>{x.command=Y}},metadata:O},j,S),me(this,null,G,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:x=>"type"in x,get:x=>x.type,set:(x,Y)=>{x.type=Y}},metadata:O},w,b),me(this,null,A,{kind:"accessor",name:"contextUserProfile",static:!1,private:!1,access:{has:x=>"contextUserProfile"in x,get:x=>x.contextUserProfile,set:(x,Y)=>{x.contextUserProfile=Y}},metadata:O},Z,P),me(this,null,ie,{kind:"accessor",name:"contextUserName",static:!1,private:!1,access:{has:x=>"contextUserName"in x,get:x=>x.contextUserName,set:(x,Y)=>{x.contextUserName=Y}},metadata:O},pe,ue),me(this,null,ve,{kind:"accessor",name:"contextUserAvatar",static:!1,private:!1,access:{has:x=>"contextUserAvatar"in x,get:x=>x.contextUserAvatar,set:(x,Y)=>{x.contextUserAvatar=Y}},metadata:O},J,N),me(this,null,oe,{kind:"accessor",name:"contextUserRoleColor",static:!1,private:!1,access:{has:x=>"contextUserRoleColor"in x,get:x=>x.contextUserRoleColor,set:(x,Y)=>{x.contextUserRoleColor=Y}},metadata:O},_e,ye),me(this,null,ze,{kind:"accessor",name:"contextUserBot",static:!1,private:!1,access:{has:x=>"contextUserBot"in x,get:x=>x.contextUserBot,set:(x,Y)=>{x.contextUserBot=Y}},metadata:O},we,xe),me(this,null,$e,{kind:"accessor",name:"contextUserBotVerified",static:!1,private:!1,access:{has:x=>"contextUserBotVerified"in x,get:x=>x.contextUserBotVerified,set:(x,Y)=>{x.contextUserBotVerified=Y}},metadata:O},Me,ke),me(this,null,Te,{kind:"accessor",name:"contextCommandReply",static:!1,private:!1,access:{has:x=>"contextCommandReply"in x,get:x=>x.contextCommandReply,set:(x,Y)=>{x.contextCommandReply=Y}},metadata:O},F,C),me(this,null,ee,{kind:"accessor",name:"contextAttachmentReply",static:!1,private:!1,access:{has:x=>"contextAttachmentReply"in x,get:x=>x.contextAttachmentReply,set:(x,Y)=>{x.contextAttachmentReply=Y}},metadata:O},B,E),me(this,null,te,{kind:"accessor",name:"contextMessageReply",static:!1,private:!1,access:{has:x=>"contextMessageReply"in x,get:x=>x.contextMessageReply,set:(x,Y)=>{x.contextMessageReply=Y}},metadata:O},st,at),me(this,null,rt,{kind:"accessor",name:"contextMessageDeleted",static:!1,private:!1,access:{has:x=>"contextMessageDeleted"in x,get:x=>x.contextMessageDeleted,set:(x,Y)=>{x.contextMessageDeleted=Y}},metadata:O},ot,nt),me(this,null,lt,{kind:"accessor",name:"contextUserOfficialApplication",static:!1,private:!1,access:{has:x=>"contextUserOfficialApplication"in x,get:x=>x.contextUserOfficialApplication,set:(x,Y)=>{x.contextUserOfficialApplication=Y}},metadata:O},ht,ct),me(this,null,dt,{kind:"accessor",name:"contextUserServer",static:!1,private:!1,access:{has:x=>"contextUserServer"in x,get:x=>x.contextUserServer,set:(x,Y)=>{x.contextUserServer=Y}},metadata:O},mt,pt),me(this,null,ut,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:x=>"compactMode"in x,get:x=>x.compactMode,set:(x,Y)=>{x.compactMode=Y}},metadata:O},R,$),me(this,null,U,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:x=>"lightTheme"in x,get:x=>x.lightTheme,set:(x,Y)=>{x.lightTheme=Y}},metadata:O},Ye,ft),me(null,t={value:i},e,{kind:"class",name:i.name,metadata:O},null,s),xt=i=t.value,O&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:O})}static styles=[lr.styles,W`
			:host .discord-slash-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				font-weight: 500;
				background-color: #3c4270;
				border-radius: 3px;
				display: flex;
				padding: 0 5px;
				align-items: center;
				gap: 2px;
				cursor: default;
			}

			:host .discord-slash-command-name:hover {
				color: #fffffd !important;
				background-color: #5865f2;
			}

			.discord-context-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				opacity: 0.64;
				cursor: default;
				font-weight: 500;
			}

			.discord-arrow-right-icon {
				transform: rotate(267deg);
				width: 12px;
				height: 12px;
				fill: none;
				margin-right: 2px;
				margin-left: 2px;
				margin-top: 3px;
			}

			.discord-context-user {
				display: flex;
				align-items: center;
				margin-top: 3px;
			}

			.discord-message-margintop {
				margin-top: 3px;
			}

			:host .discord-message-deleted {
				color: rgb(185, 187, 190) !important;
				cursor: default;
			}

			:host .discord-replied-message-username {
				margin-right: 0;
			}

			:host([light-theme]) .discord-replied-message-username {
				color: rgb(46, 51, 56);
			}

			:host([compact-mode]) .discord-context-user {
				display: flex;
				align-items: center;
				margin: 0 !important;
			}

			:host([compact-mode]) .discord-message-margintop {
				margin-top: 0 !important;
			}
		`];#e=Q(this,r,void 0);get profile(){return this.#e}set profile(O){this.#e=O}#t=(Q(this,h),Q(this,m,"User"));get author(){return this.#t}set author(O){this.#t=O}#i=(Q(this,c),Q(this,_,void 0));get avatar(){return this.#i}set avatar(O){this.#i=O}#s=(Q(this,v),Q(this,p,void 0));get roleColor(){return this.#s}set roleColor(O){this.#s=O}#a=(Q(this,d),Q(this,j,void 0));get command(){return this.#a}set command(O){this.#a=O}#r=(Q(this,S),Q(this,w,"slash_command"));get type(){return this.#r}set type(O){this.#r=O}#o=(Q(this,b),Q(this,Z,void 0));get contextUserProfile(){return this.#o}set contextUserProfile(O){this.#o=O}#n=(Q(this,P),Q(this,pe,"User"));get contextUserName(){return this.#n}set contextUserName(O){this.#n=O}#l=(Q(this,ue),Q(this,J,void 0));get contextUserAvatar(){return this.#l}set contextUserAvatar(O){this.#l=O}#h=(Q(this,N),Q(this,_e,void 0));get contextUserRoleColor(){return this.#h}set contextUserRoleColor(O){this.#h=O}#c=(Q(this,ye),Q(this,we,!1));get contextUserBot(){return this.#c}set contextUserBot(O){this.#c=O}#d=(Q(this,xe),Q(this,Me,!1));get contextUserBotVerified(){return this.#d}set contextUserBotVerified(O){this.#d=O}#m=(Q(this,ke),Q(this,F,!1));get contextCommandReply(){return this.#m}set contextCommandReply(O){this.#m=O}#p=(Q(this,C),Q(this,B,!1));get contextAttachmentReply(){return this.#p}set contextAttachmentReply(O){this.#p=O}#u=(Q(this,E),Q(this,st,void 0));get contextMessageReply(){return this.#u}set contextMessageReply(O){this.#u=O}#f=(Q(this,at),Q(this,ot,!1));get contextMessageDeleted(){return this.#f}set contextMessageDeleted(O){this.#f=O}#v=(Q(this,nt),Q(this,ht,!1));get contextUserOfficialApplication(){return this.#v}set contextUserOfficialApplication(O){this.#v=O}#g=(Q(this,ct),Q(this,mt,!1));get contextUserServer(){return this.#g}set contextUserServer(O){this.#g=O}#b=(Q(this,pt),Q(this,R,!1));get compactMode(){return this.#b}set compactMode(O){this.#b=O}#_=(Q(this,$),Q(this,Ye,!1));get lightTheme(){return this.#_}set lightTheme(O){this.#_=O}validCommandTypes=(Q(this,ft),new Set(["user_command","message_command","slash_command"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordCommand `type` prop must be a string.");if(!this.validCommandTypes.has(this.type))throw new RangeError("DiscordCommand `type` prop must be one of: 'uer_command', 'message_command' or 'slash_command'")}}resolveAvatar(O){return Re[O]??O??Re.default}render(){this.checkType();let O={author:this.author,bot:!1,verified:!1,server:!1,roleColor:this.roleColor},x=Reflect.get(Ht,this.profile)??{},Y={...O,...x,avatar:this.resolveAvatar(x.avatar??this.avatar)},xi={author:this.contextUserName,bot:this.contextUserBot,verified:this.contextUserBotVerified,server:!1,roleColor:this.contextUserRoleColor},ei=Reflect.get(Ht,this.contextUserProfile)??{},He={...xi,...ei,avatar:this.resolveAvatar(ei.avatar??this.contextUserAvatar)},$i=this.contextMessageDeleted?n`<em class="discord-message-deleted">Original message was deleted</em>`:this.contextMessageReply;return n`
			${I(this.compactMode,()=>n`<div class="discord-reply-badge">${Ns()}</div>`,()=>n`<img class="discord-replied-message-avatar" src="${L(Y.avatar)}" alt="${L(Y.author)}" />`)}
			<span class="discord-replied-message-username" style=${Le({color:Y.roleColor??""})}>${Y.author}</span>
			<span> used </span>
			${I(this.type==="slash_command",()=>n`<div class="discord-replied-message-content discord-slash-command-name">
						${Bs()}<span>${this.command}</span>
					</div>`)}
			${I(this.type==="user_command",()=>n`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${ds({class:"discord-arrow-right-icon"})}
						<div class="discord-context-user">
							${I(!this.compactMode,()=>n`<img
										class="discord-replied-message-avatar"
										src="${L(He.avatar)}"
										alt="${L(He.author)}"
									/>`)}
							<span class="discord-replied-message-username" style=${Le({color:He.roleColor??""})}
								>${He.author}</span
							>
						</div>`)}
			${I(this.type==="message_command",()=>n`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${ds({class:"discord-arrow-right-icon"})}
						${I(!this.contextMessageDeleted,()=>n`<div class="discord-context-user">
									${I(!this.compactMode,()=>I(!this.contextUserOfficialApplication,()=>n`<img
													class="discord-replied-message-avatar"
													src="${L(He.avatar)}"
													alt="${L(He.author)}"
												/>`,()=>n`<img
													class="discord-replied-message-avatar"
													src="${L(Re.blue)}"
													alt="OFFICIALAPPLICATION"
												/>`))}
									${I(He.bot,()=>n`<span class="discord-application-tag">${He.verified?Pe():""}App</span>`,()=>I(this.contextUserServer,()=>n`<span class="discord-application-tag">SERVER</span>`,()=>I(this.contextUserOfficialApplication,()=>n`<span class="discord-application-tag">${Pe()}OFFICIAL</span>`)))}
									<span class="discord-replied-message-username" style=${Le({color:He.roleColor??""})}
										>${He.author}</span
									><span></span>
								</div>`,()=>I(this.contextMessageDeleted,()=>Us({class:"discord-message-margintop",style:"margin-right: 3px;"})))}
						<div class="discord-replied-message-content discord-message-margintop">${$i}</div>
						${I(this.contextCommandReply&&!this.contextMessageDeleted,()=>gi({class:"discord-replied-message-content-icon discord-message-margintop"}),()=>I(this.contextAttachmentReply,()=>vi({class:"discord-replied-message-content-icon discord-message-margintop"})))} `)}
		`}static{Q(i,s)}};return xt=i})();var Ft=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Ne=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},mu=(()=>{let e=[q("discord-custom-emoji")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[];var G=class extends a{static{i=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y()],l=[y({attribute:!1})],g=[y({type:Boolean,attribute:"embed-emoji"})],f=[y({type:Boolean,attribute:"jumbo"})],Ft(this,null,o,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:b=>"name"in b,get:b=>b.name,set:(b,A)=>{b.name=A}},metadata:w},r,h),Ft(this,null,u,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:b=>"url"in b,get:b=>b.url,set:(b,A)=>{b.url=A}},metadata:w},m,c),Ft(this,null,l,{kind:"accessor",name:"customEmojisMap",static:!1,private:!1,access:{has:b=>"customEmojisMap"in b,get:b=>b.customEmojisMap,set:(b,A)=>{b.customEmojisMap=A}},metadata:w},_,v),Ft(this,null,g,{kind:"accessor",name:"embedEmoji",static:!1,private:!1,access:{has:b=>"embedEmoji"in b,get:b=>b.embedEmoji,set:(b,A)=>{b.embedEmoji=A}},metadata:w},p,d),Ft(this,null,f,{kind:"accessor",name:"jumbo",static:!1,private:!1,access:{has:b=>"jumbo"in b,get:b=>b.jumbo,set:(b,A)=>{b.jumbo=A}},metadata:w},j,S),Ft(null,t={value:i},e,{kind:"class",name:i.name,metadata:w},null,s),G=i=t.value,w&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		.discord-custom-emoji {
			display: inline-block;
			cursor: pointer;
		}

		.discord-custom-emoji .discord-custom-emoji-image {
			object-fit: contain;
			width: 1.375rem;
			height: 1.375rem;
			vertical-align: bottom;
		}

		.discord-custom-emoji .discord-custom-jumbo-emoji-image {
			width: 3rem;
			height: 3rem;
			min-height: 3rem;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}
	`;#e=Ne(this,r,void 0);get name(){return this.#e}set name(w){this.#e=w}#t=(Ne(this,h),Ne(this,m,void 0));get url(){return this.#t}set url(w){this.#t=w}#i=(Ne(this,c),Ne(this,_,{}));get customEmojisMap(){return this.#i}set customEmojisMap(w){this.#i=w}#s=(Ne(this,v),Ne(this,p,void 0));get embedEmoji(){return this.#s}set embedEmoji(w){this.#s=w}#a=(Ne(this,d),Ne(this,j,void 0));get jumbo(){return this.#a}set jumbo(w){this.#a=w}willUpdate(){if(!this.url&&this.name){let w=Pt(this.name)??this.customEmojisMap[this.name];w&&(this.url??=w.url??"",this.embedEmoji??=w.embedEmoji??!1)}}render(){let w=`:${this.name}:`;return n`<span
			class=${Ee({"discord-embed-custom-emoji":this.embedEmoji,"discord-custom-emoji":!this.embedEmoji})}
			><img
				aria-label=${w}
				src=${L(this.url)}
				alt=${w}
				draggable="false"
				class=${Ee({"discord-embed-custom-emoji-image":this.embedEmoji,"discord-custom-emoji-image":!this.embedEmoji,"discord-custom-jumbo-emoji-image":this.jumbo})}
		/></span> `}constructor(){super(...arguments),Ne(this,S)}static{Ne(i,s)}};return G=i})();var je=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},he=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Mu=(()=>{let e=[q("discord-embed")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[],ve,J=[],N=[],oe,_e=[],ye=[],ze,we=[],xe=[],$e,Me=[],ke=[];var Te=class extends a{static{i=this}static{let F=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y({attribute:"author-name"})],l=[y({attribute:"author-image"})],g=[y({attribute:"author-url"})],f=[y({attribute:"embed-title"})],G=[y({attribute:!1})],A=[y()],ie=[y()],ve=[y()],oe=[y()],ze=[y()],$e=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],je(this,null,o,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:C=>"color"in C,get:C=>C.color,set:(C,ee)=>{C.color=ee}},metadata:F},r,h),je(this,null,u,{kind:"accessor",name:"authorName",static:!1,private:!1,access:{has:C=>"authorName"in C,get:C=>C.authorName,set:(C,ee)=>{C.authorName=ee}},metadata:F},m,c),je(this,null,l,{kind:"accessor",name:"authorImage",static:!1,private:!1,access:{has:C=>"authorImage"in C,get:C=>C.authorImage,set:(C,ee)=>{C.authorImage=ee}},metadata:F},_,v),je(this,null,g,{kind:"accessor",name:"authorUrl",static:!1,private:!1,access:{has:C=>"authorUrl"in C,get:C=>C.authorUrl,set:(C,ee)=>{C.authorUrl=ee}},metadata:F},p,d),je(this,null,f,{kind:"accessor",name:"embedTitle",static:!1,private:!1,access:{has:C=>"embedTitle"in C,get:C=>C.embedTitle,set:(C,ee)=>{C.embedTitle=ee}},metadata:F},j,S),je(this,null,G,{kind:"accessor",name:"embedEmojisMap",static:!1,private:!1,access:{has:C=>"embedEmojisMap"in C,get:C=>C.embedEmojisMap,set:(C,ee)=>{C.embedEmojisMap=ee}},metadata:F},w,b),je(this,null,A,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:C=>"url"in C,get:C=>C.url,set:(C,ee)=>{C.url=ee}},metadata:F},Z,P),je(this,null,ie,{kind:"accessor",name:"thumbnail",static:!1,private:!1,access:{has:C=>"thumbnail"in C,get:C=>C.thumbnail,set:(C,ee)=>{C.thumbnail=ee}},metadata:F},pe,ue),je(this,null,ve,{kind:"accessor",name:"image",static:!1,private:!1,access:{has:C=>"image"in C,get:C=>C.image,set:(C,ee)=>{C.image=ee}},metadata:F},J,N),je(this,null,oe,{kind:"accessor",name:"video",static:!1,private:!1,access:{has:C=>"video"in C,get:C=>C.video,set:(C,ee)=>{C.video=ee}},metadata:F},_e,ye),je(this,null,ze,{kind:"accessor",name:"provider",static:!1,private:!1,access:{has:C=>"provider"in C,get:C=>C.provider,set:(C,ee)=>{C.provider=ee}},metadata:F},we,xe),je(this,null,$e,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:C=>"lightTheme"in C,get:C=>C.lightTheme,set:(C,ee)=>{C.lightTheme=ee}},metadata:F},Me,ke),je(null,t={value:i},e,{kind:"class",name:i.name,metadata:F},null,s),Te=i=t.value,F&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:F})}static styles=W`
		:host {
			color: #dcddde;
			display: flex;
			font-size: 13px;
			line-height: 150%;
			margin-bottom: 8px;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #2e3338;
		}

		:host .discord-left-border {
			background-color: #202225;
			border-radius: 4px 0 0 4px;
			flex-shrink: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-left-border {
			background-color: #e3e5e8;
		}

		:host .discord-embed-root {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			min-height: 0;
			min-width: 0;
			text-indent: 0;
		}

		:host .discord-embed-wrapper {
			background-color: #2f3136;
			max-width: 520px;
			border: 1px solid rgba(46, 48, 54, 0.6);
			border-radius: 0 4px 4px 0;
			justify-self: start;
			align-self: start;
			display: grid;
			box-sizing: border-box;
		}

		:host([light-theme]) .discord-embed-wrapper {
			background-color: rgb(242, 243, 245);
			border-color: rgba(205, 205, 205, 0.3);
		}

		:host .discord-embed-wrapper .discord-embed-grid {
			display: inline-grid;
			grid-template-columns: auto -webkit-min-content;
			grid-template-columns: auto min-content;
			grid-template-columns: auto;
			grid-template-rows: auto;
			padding: 0.5rem 1rem 1rem 0.75rem;
		}

		:host .discord-embed-thumbnail {
			border-radius: 4px;
			flex-shrink: 0;
			grid-column: 2/2;
			grid-row: 1/8;
			justify-self: end;
			margin-left: 16px;
			margin-top: 8px;
			max-height: 80px;
			max-width: 80px;
			object-fit: contain;
			object-position: top center;
		}

		:host .discord-embed-author {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			font-size: 14px;
			display: flex;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-author {
			color: #060607;
		}

		:host .discord-embed-author a {
			color: #fff;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-author a:hover {
			text-decoration: underline;
		}

		:host([light-theme]) .discord-embed-author a {
			color: #060607;
		}

		:host .discord-embed-author .discord-author-image {
			border-radius: 50%;
			height: 24px;
			margin-right: 8px;
			width: 24px;
		}

		:host .discord-embed-author-block,
		:host .discord-embed-author-block > span {
			max-width: 95%;
		}

		:host .discord-embed-provider {
			font-size: 0.75rem;
			line-height: 1rem;
			font-weight: 400;
			grid-column: 1/1;
			margin-top: 8px;
			unicode-bidi: plaintext;
			text-align: left;
		}

		:host([light-theme]) .discord-embed-provider {
			color: #4f545c;
		}

		:host .discord-embed-title {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			display: inline-block;
			font-size: 1rem;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-title {
			color: #060607;
		}

		:host .discord-embed-title a {
			color: #00aff4;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-title a:hover {
			text-decoration: underline;
		}

		:host .discord-embed-image {
			border-radius: 4px;
			max-width: 300px;
			max-height: 300px;
		}

		:host .discord-embed-media {
			border-radius: 4px;
			contain: paint;
			display: block;
			grid-column: 1/1;
			margin-top: 16px;
		}

		:host .discord-embed-media.discord-embed-media-video {
			height: 225px;
		}

		:host .discord-embed.media .discord-embed-image {
			overflow: hidden;
			position: relative;
			user-select: text;
		}

		:host .discord-embed-media .discord-embed-video {
			-webkit-box-align: center;
			-webkit-box-pack: center;
			align-items: center;
			border-radius: 0;
			cursor: pointer;
			display: flex;
			height: 100%;
			justify-content: center;
			max-height: 100%;
			width: 100%;

			width: 400px;
			height: 225px;
			left: 0px;
			top: 0px;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}

		slot[name='footer']::slotted(*) {
			grid-column: 1/3;
			grid-row: auto/auto;
		}
	`;#e=he(this,r,void 0);get color(){return this.#e}set color(F){this.#e=F}#t=(he(this,h),he(this,m,void 0));get authorName(){return this.#t}set authorName(F){this.#t=F}#i=(he(this,c),he(this,_,void 0));get authorImage(){return this.#i}set authorImage(F){this.#i=F}#s=(he(this,v),he(this,p,void 0));get authorUrl(){return this.#s}set authorUrl(F){this.#s=F}#a=(he(this,d),he(this,j,void 0));get embedTitle(){return this.#a}set embedTitle(F){this.#a=F}#r=(he(this,S),he(this,w,{}));get embedEmojisMap(){return this.#r}set embedEmojisMap(F){this.#r=F}#o=(he(this,b),he(this,Z,void 0));get url(){return this.#o}set url(F){this.#o=F}#n=(he(this,P),he(this,pe,void 0));get thumbnail(){return this.#n}set thumbnail(F){this.#n=F}#l=(he(this,ue),he(this,J,void 0));get image(){return this.#l}set image(F){this.#l=F}#h=(he(this,N),he(this,_e,void 0));get video(){return this.#h}set video(F){this.#h=F}#c=(he(this,ye),he(this,we,void 0));get provider(){return this.#c}set provider(F){this.#c=F}#d=(he(this,xe),he(this,Me,!1));get lightTheme(){return this.#d}set lightTheme(F){this.#d=F}render(){let F=this.parseTitle(this.authorName),C=this.parseTitle(this.embedTitle);return n`<div style=${Le({"background-color":this.color})} class="discord-left-border"></div>
			<div class="discord-embed-root">
				<div class="discord-embed-wrapper">
					<div class="discord-embed-grid">
						${I(this.provider,()=>n`<div class="discord-embed-provider">${this.provider}</div>`)}
						${I(F,()=>n`<div class="discord-embed-author">
									${I(this.authorImage,()=>n`<img src=${L(this.authorImage)} alt="" class="discord-author-image" />`)}
									${I(this.authorUrl,()=>n`<a
												href=${L(this.authorUrl)}
												target="_blank"
												rel="noopener noreferrer"
												class="discord-embed-author-block"
											>
												<span class="discord-embed-author-block">${F}</span>
											</a>`,()=>n`<span class="discord-embed-author-block">${F}</span>`)}
								</div>`)}
						${I(C,()=>n`<div class="discord-embed-title">
									${this.url?n`<a href="${this.url}" target="_blank" rel="noopener noreferrer"> ${C} </a>`:n`${C}`}
								</div>`)}
						<slot name="description"></slot>
						<slot name="fields"></slot>
						${I(this.image||this.video,()=>n`<div class=${Ee({"discord-embed-media":!0,"discord-embed-media-video":!!this.video})}>
									${this.renderMedia()}
								</div>`)}
						${I(this.thumbnail,()=>n`<img src=${L(this.thumbnail)} alt="" class="discord-embed-thumbnail" />`)}
						<slot name="footer"></slot>
					</div>
				</div>
			</div>`}renderMedia(){return this.video?n`
				<video
					controls
					muted
					preload="none"
					poster=${L(this.image)}
					src=${L(this.video)}
					height="225"
					width="400"
					class="discord-embed-video"
				>
					<img src=${L(this.image)} alt="Discord embed media" class="discord-embed-image" />
				</video>
			`:this.image?n`<img src=${L(this.image)} alt="Discord embed media" class="discord-embed-image" />`:null}parseTitle(F){if(!F)return null;let C=[],ee="";for(let B of F.split(`
`)){for(let E of B.split(" ")){let te=Pt(E)??this.embedEmojisMap[E]??{};te.name?C.push(n`<discord-custom-emoji name=${te.name} url=${L(te.url)} embed-emoji></discord-custom-emoji>`):ee+=`${E} `,ee===" "&&C.push(n`<br />`)}C.push(ee),ee=""}return C.map(B=>typeof B=="string"?n`<span>${B}</span>`:B)}constructor(){super(...arguments),he(this,ke)}static{he(i,s)}};return Te=i})();var An=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Dn=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Hu=(()=>{let e=[q("discord-embed-description")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;An(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			font-size: 0.875rem;
			font-weight: 400;
			grid-column: 1/1;
			line-height: 1.125rem;
			margin-top: 8px;
			min-width: 0;
		}
	`;render(){return n`<slot></slot>`}static{Dn(i,s)}};return o=i})();var qt=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Be=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Nu=(()=>{let e=[q("discord-embed-field")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[];var G=class extends a{static{i=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({reflect:!0,attribute:"field-title"})],u=[y({attribute:!1})],l=[y({type:Boolean,reflect:!0,attribute:"inline"})],g=[y({type:Number,reflect:!0,attribute:"inline-index"})],f=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],qt(this,null,o,{kind:"accessor",name:"fieldTitle",static:!1,private:!1,access:{has:b=>"fieldTitle"in b,get:b=>b.fieldTitle,set:(b,A)=>{b.fieldTitle=A}},metadata:w},r,h),qt(this,null,u,{kind:"accessor",name:"embedFieldEmojisMap",static:!1,private:!1,access:{has:b=>"embedFieldEmojisMap"in b,get:b=>b.embedFieldEmojisMap,set:(b,A)=>{b.embedFieldEmojisMap=A}},metadata:w},m,c),qt(this,null,l,{kind:"accessor",name:"inline",static:!1,private:!1,access:{has:b=>"inline"in b,get:b=>b.inline,set:(b,A)=>{b.inline=A}},metadata:w},_,v),qt(this,null,g,{kind:"accessor",name:"inlineIndex",static:!1,private:!1,access:{has:b=>"inlineIndex"in b,get:b=>b.inlineIndex,set:(b,A)=>{b.inlineIndex=A}},metadata:w},p,d),qt(this,null,f,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:b=>"lightTheme"in b,get:b=>b.lightTheme,set:(b,A)=>{b.lightTheme=A}},metadata:w},j,S),qt(null,t={value:i},e,{kind:"class",name:i.name,metadata:w},null,s),G=i=t.value,w&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		:host {
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			font-weight: 400;
			grid-column: 1/13;
			word-break: break-word;
		}

		:host .discord-field-title {
			color: #ffffff;
			font-weight: 600;
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			margin-bottom: 2px;
		}

		:host .discord-inline-field {
			flex-grow: 1;
			flex-basis: auto;
			min-width: 150px;
		}

		:host([light-theme]) .discord-field-title {
			color: #313338;
		}
	`;#e=Be(this,r,void 0);get fieldTitle(){return this.#e}set fieldTitle(w){this.#e=w}#t=(Be(this,h),Be(this,m,{}));get embedFieldEmojisMap(){return this.#t}set embedFieldEmojisMap(w){this.#t=w}#i=(Be(this,c),Be(this,_,!1));get inline(){return this.#i}set inline(w){this.#i=w}#s=(Be(this,v),Be(this,p,void 0));get inlineIndex(){return this.#s}set inlineIndex(w){this.#s=w}#a=(Be(this,d),Be(this,j,!1));get lightTheme(){return this.#a}set lightTheme(w){this.#a=w}validInlineIndices=(Be(this,S),new Set([1,2,3]));checkInlineIndex(){if(this.inlineIndex){let w=Number(this.inlineIndex);if(!Number.isNaN(w)&&!this.validInlineIndices.has(w))throw new RangeError("DiscordEmbedField `inlineIndex` prop must be one of: 1, 2, or 3")}}render(){this.checkInlineIndex();let w=this.parseTitle(this.fieldTitle),b=I(w,()=>n`<div class="discord-field-title">${[...w]}</div>`);return n`${b}<slot></slot>`}parseTitle(w){if(!w)return null;let b=[],A="";for(let Z of w.split(`
`)){for(let P of Z.split(" ")){let ie=Pt(P)??this.embedFieldEmojisMap[P]??{};ie.name?b.push(n`<discord-custom-emoji name=${ie.name} url=${L(ie.url)} embed-emoji></discord-custom-emoji>`):A+=`${P} `,A===" "&&b.push(n`<br />`)}b.push(A),A=""}return b.map(Z=>typeof Z=="string"?n`<span>${Z}</span>`:Z)}static{Be(i,s)}};return G=i})();var jn=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},On=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Wu=(()=>{let e=[q("discord-embed-fields")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;jn(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			display: grid;
			grid-column: 1/1;
			margin-top: 8px;
			grid-gap: 8px;
		}

		::slotted([inline-index='1']) {
			grid-column: 1/5 !important;
		}

		::slotted([inline-index='2']) {
			grid-column: 5/9 !important;
		}

		::slotted([inline-index='3']) {
			grid-column: 9/13 !important;
		}
	`;render(){return n`<slot></slot>`}static{On(i,s)}};return o=i})();var bi=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Xe=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},i4=(()=>{let e=[q("discord-embed-footer")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[];var f=class extends a{static{i=this}static{let j=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({attribute:"footer-image"})],u=[y({attribute:"footer-image-alt"})],l=[y({type:String,reflect:!0,converter:S=>bt(S),attribute:!0})],g=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],bi(this,null,o,{kind:"accessor",name:"footerImage",static:!1,private:!1,access:{has:S=>"footerImage"in S,get:S=>S.footerImage,set:(S,G)=>{S.footerImage=G}},metadata:j},r,h),bi(this,null,u,{kind:"accessor",name:"footerImageAlt",static:!1,private:!1,access:{has:S=>"footerImageAlt"in S,get:S=>S.footerImageAlt,set:(S,G)=>{S.footerImageAlt=G}},metadata:j},m,c),bi(this,null,l,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:S=>"timestamp"in S,get:S=>S.timestamp,set:(S,G)=>{S.timestamp=G}},metadata:j},_,v),bi(this,null,g,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:S=>"lightTheme"in S,get:S=>S.lightTheme,set:(S,G)=>{S.lightTheme=G}},metadata:j},p,d),bi(null,t={value:i},e,{kind:"class",name:i.name,metadata:j},null,s),f=i=t.value,j&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:j})}static styles=W`
		:host {
			-webkit-box-align: center;
			align-items: center;
			display: flex;
			font-size: 12px;
			line-height: 16px;
			font-weight: 500;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #747f8d;
		}

		:host .discord-footer-image {
			border-radius: 50%;
			flex-shrink: 0;
			height: 20px;
			margin-right: 8px;
			width: 20px;
		}

		:host .discord-footer-separator {
			color: #dcddde;
			font-weight: 500;
			display: inline-block;
			margin: 0 4px;
		}

		:host([light-theme]) .discord-footer-separator {
			color: #5c5e66;
		}
	`;#e=Xe(this,r,void 0);get footerImage(){return this.#e}set footerImage(j){this.#e=j}#t=(Xe(this,h),Xe(this,m,void 0));get footerImageAlt(){return this.#t}set footerImageAlt(j){this.#t=j}#i=(Xe(this,c),Xe(this,_,void 0));get timestamp(){return this.#i}set timestamp(j){this.#i=j}#s=(Xe(this,v),Xe(this,p,!1));get lightTheme(){return this.#s}set lightTheme(j){this.#s=j}updateTimestamp(j){j&&!Number.isNaN(new Date(j).getTime())&&(this.timestamp=bt(j))}render(){return this.updateTimestamp(this.timestamp),n`${I(this.footerImage,()=>n`<img src=${L(this.footerImage)} alt=${L(this.footerImageAlt)} class="discord-footer-image" />`)}
			<slot></slot>
			${I(this.timestamp,()=>n`<span class="discord-footer-separator">&bull;</span>`)}
			${I(this.timestamp,()=>` ${this.timestamp}`,()=>null)}`}constructor(){super(...arguments),Xe(this,d)}static{Xe(i,s)}};return f=i})();var Wt=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Ue=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},d4=(()=>{let e=[q("discord-link")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[];var G=class extends a{static{i=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],u=[y()],l=[y()],g=[y()],f=[y()],Wt(this,null,o,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:b=>"lightTheme"in b,get:b=>b.lightTheme,set:(b,A)=>{b.lightTheme=A}},metadata:w},r,h),Wt(this,null,u,{kind:"accessor",name:"href",static:!1,private:!1,access:{has:b=>"href"in b,get:b=>b.href,set:(b,A)=>{b.href=A}},metadata:w},m,c),Wt(this,null,l,{kind:"accessor",name:"rel",static:!1,private:!1,access:{has:b=>"rel"in b,get:b=>b.rel,set:(b,A)=>{b.rel=A}},metadata:w},_,v),Wt(this,null,g,{kind:"accessor",name:"target",static:!1,private:!1,access:{has:b=>"target"in b,get:b=>b.target,set:(b,A)=>{b.target=A}},metadata:w},p,d),Wt(this,null,f,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:b=>"type"in b,get:b=>b.type,set:(b,A)=>{b.type=A}},metadata:w},j,S),Wt(null,t={value:i},e,{kind:"class",name:i.name,metadata:w},null,s),G=i=t.value,w&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		a {
			color: #00aff4;
			text-decoration: none;
		}

		a:hover {
			text-decoration: underline;
		}

		.discord-link-light-theme a {
			color: #00b0f4;
		}
	`;#e=Ue(this,r,!1);get lightTheme(){return this.#e}set lightTheme(w){this.#e=w}#t=(Ue(this,h),Ue(this,m,void 0));get href(){return this.#t}set href(w){this.#t=w}#i=(Ue(this,c),Ue(this,_,void 0));get rel(){return this.#i}set rel(w){this.#i=w}#s=(Ue(this,v),Ue(this,p,void 0));get target(){return this.#s}set target(w){this.#s=w}#a=(Ue(this,d),Ue(this,j,void 0));get type(){return this.#a}set type(w){this.#a=w}render(){return n`<a
			href=${L(this.href)}
			rel=${L(this.rel)}
			target=${L(this.target)}
			type=${L(this.type)}
			class=${Ee({"discord-link-light-theme":this.lightTheme})}
			><slot></slot
		></a>`}constructor(){super(...arguments),Ue(this,S)}static{Ue(i,s)}};return G=i})();var Rn=k`
	<path
		fill="currentColor"
		d="M12 2a1 1 0 0 1 1 1v10.59l3.3-3.3a1 1 0 1 1 1.4 1.42l-5 5a1 1 0 0 1-1.4 0l-5-5a1 1 0 1 1 1.4-1.42l3.3 3.3V3a1 1 0 0 1 1-1ZM3 20a1 1 0 1 0 0 2h18a1 1 0 1 0 0-2H3Z"
	/>
`;function Fs(e={}){return n`<svg
		${T(e)}
		class="discord-icon-download"
		aria-hidden="true"
		role="img"
		xmlns="http://www.w3.org/2000/svg"
		width="20"
		height="20"
		fill="none"
		viewBox="0 0 24 24"
	>
		${Rn}
	</svg>`}var Vn=k`
	<path
	fill="#939bf9"
	d="m72 29.3v60.3c0 2.24 0 3.36-.44 4.22-.38.74-1 1.36-1.74 1.74-.86.44-1.98.44-4.22.44h-59.2c-2.24 0-3.36 0-4.22-.44-.74-.38-1.36-1-1.74-1.74-.44-.86-.44-1.98-.44-4.22v-83.2c0-2.24 0-3.36.44-4.22.38-.74 1-1.36 1.74-1.74.86-.44 1.98-.44 4.22-.44h36.3c1.96 0 2.94 0 3.86.22.5.12.98.28 1.44.5v16.88c0 2.24 0 3.36.44 4.22.38.74 1 1.36 1.74 1.74.86.44 1.98.44 4.22.44h16.88c.22.46.38.94.5 1.44.22.92.22 1.9.22 3.86z" fill="#d3d6fd"/><path d="m68.26 20.26c1.38 1.38 2.06 2.06 2.56 2.88.18.28.32.56.46.86h-16.88c-2.24 0-3.36 0-4.22-.44-.74-.38-1.36-1-1.74-1.74-.44-.86-.44-1.98-.44-4.22v-16.880029c.3.14.58.28.86.459999.82.5 1.5 1.18 2.88 2.56z" />
`;function qs(e={}){return n`<svg ${T(e)} aria-hidden="false" fill="none" width="72" height="96" viewBox="0 0 72 96">${Vn}</svg>`}var et=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},ge=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},H4=(()=>{let e=[q("discord-file-attachment")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[];var ve=class extends a{static{i=this}static{let J=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y({type:Number})],l=[y({attribute:"bytes-unit"})],g=[y()],f=[y()],G=[y()],A=[y()],ie=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],et(this,null,o,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:N=>"name"in N,get:N=>N.name,set:(N,oe)=>{N.name=oe}},metadata:J},r,h),et(this,null,u,{kind:"accessor",name:"bytes",static:!1,private:!1,access:{has:N=>"bytes"in N,get:N=>N.bytes,set:(N,oe)=>{N.bytes=oe}},metadata:J},m,c),et(this,null,l,{kind:"accessor",name:"bytesUnit",static:!1,private:!1,access:{has:N=>"bytesUnit"in N,get:N=>N.bytesUnit,set:(N,oe)=>{N.bytesUnit=oe}},metadata:J},_,v),et(this,null,g,{kind:"accessor",name:"href",static:!1,private:!1,access:{has:N=>"href"in N,get:N=>N.href,set:(N,oe)=>{N.href=oe}},metadata:J},p,d),et(this,null,f,{kind:"accessor",name:"rel",static:!1,private:!1,access:{has:N=>"rel"in N,get:N=>N.rel,set:(N,oe)=>{N.rel=oe}},metadata:J},j,S),et(this,null,G,{kind:"accessor",name:"target",static:!1,private:!1,access:{has:N=>"target"in N,get:N=>N.target,set:(N,oe)=>{N.target=oe}},metadata:J},w,b),et(this,null,A,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:N=>"type"in N,get:N=>N.type,set:(N,oe)=>{N.type=oe}},metadata:J},Z,P),et(this,null,ie,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:N=>"lightTheme"in N,get:N=>N.lightTheme,set:(N,oe)=>{N.lightTheme=oe}},metadata:J},pe,ue),et(null,t={value:i},e,{kind:"class",name:i.name,metadata:J},null,s),ve=i=t.value,J&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:J})}static styles=W`
		:host {
			display: grid;
			height: -moz-fit-content;
			height: fit-content;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			grid-template-columns: repeat(auto-fill, minmax(100%, 1fr));
			text-indent: 0;
			min-height: 0;
			min-width: 0;
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
			position: relative;
		}

		:host > * {
			justify-self: start;
			align-self: start;
		}

		.discord-file-attachment-non-visual-media-item-container:hover .discord-button-download-attachment {
			display: block !important;
		}

		.discord-button-download-attachment {
			display: none;
			position: absolute;
			top: -8px;
			right: -8px;
			border-radius: 5px;
			outline: color-mix(in oklab, hsl(220 calc(1 * 6.5%) 18% / 1) 100%, black 0%);
			background-color: color-mix(in oklab, hsl(223 calc(1 * 6.7%) 20.6% / 1) 100%, black 0%);
		}

		.discord-link-download-attachment {
			color: color-mix(in oklab, hsl(215 calc(1 * 8.8%) 73.3% / 1) 100%, black 0%);
			display: flex;
		}

		.discord-icon-download {
			padding: 6px;
		}

		.discord-file-attachment-non-visual-media-item-container {
			margin-top: 8px;
			max-width: 100%;
			display: flex;
			flex-direction: column;
			position: relative;
		}

		.discord-file-attachment-non-visual-media-item {
			width: -moz-fit-content;
			width: fit-content;
			max-width: 100%;
		}

		.discord-file-attachment-mosaic-item-media {
			position: relative;
			max-height: inherit;
			border-radius: 2px;
			width: 100%;
			align-items: center;
			display: flex;
			flex-flow: row nowrap;
			max-width: 100%;
			height: 100%;
		}

		.discord-file-attachment-mosaic-style {
			padding: 16px;
			border-radius: 8px;
			width: 432px;
			max-width: 100%;
			flex: auto;
			border-color: #202020;
			background-color: #282828;

			align-items: center;
			flex-direction: row;
			display: flex;
			box-sizing: border-box;
			letter-spacing: 0;
			border: 1px solid transparent;
		}

		.discord-file-attachment-light-theme.discord-file-attachment-mosaic-style {
			border-color: #f3f3f3;
			background-color: #f9f9f9;
		}

		.discord-file-attachment-icon {
			width: 30px;
			height: 40px;
			margin-right: 8px;
			flex-shrink: 0;
		}

		.discord-file-attachment-inner {
			flex: 1;
			white-space: nowrap;
			text-overflow: ellipsis;
			overflow: hidden;
		}

		.discord-file-attachment-filename-link-wrapper {
			color: #00aff4;
			white-space: nowrap;
			text-overflow: ellipsis;
			overflow: hidden;
		}

		.discord-file-attachment-metadata {
			line-height: 16px;
			font-size: 12px;
			font-weight: 400;
			color: hsl(223 calc(1 * 5.8%) 52.9% / 1);
			margin-right: 8px;
		}
	`;#e=ge(this,r,void 0);get name(){return this.#e}set name(J){this.#e=J}#t=(ge(this,h),ge(this,m,void 0));get bytes(){return this.#t}set bytes(J){this.#t=J}#i=(ge(this,c),ge(this,_,void 0));get bytesUnit(){return this.#i}set bytesUnit(J){this.#i=J}#s=(ge(this,v),ge(this,p,void 0));get href(){return this.#s}set href(J){this.#s=J}#a=(ge(this,d),ge(this,j,void 0));get rel(){return this.#a}set rel(J){this.#a=J}#r=(ge(this,S),ge(this,w,void 0));get target(){return this.#r}set target(J){this.#r=J}#o=(ge(this,b),ge(this,Z,void 0));get type(){return this.#o}set type(J){this.#o=J}#n=(ge(this,P),ge(this,pe,!1));get lightTheme(){return this.#n}set lightTheme(J){this.#n=J}render(){return n`<div class="discord-file-attachment-non-visual-media-item-container">
			<div class="discord-file-attachment-non-visual-media-item">
				<div class="discord-file-attachment-mosaic-item-media">
					<div class=${Ee({"discord-file-attachment-mosaic-style":!0,"discord-file-attachment-light-theme":this.lightTheme})}>
						${qs({class:"discord-file-attachment-icon",alt:"Attachment file type: unknown",title:"unknown"})}
						<div class="discord-file-attachment-inner">
							<div class="discord-file-attachment-filename-link-wrapper">
								<discord-link
									href=${L(this.href)}
									rel=${L(this.rel)}
									target=${L(this.target)}
									type=${L(this.type)}
								>
									${this.name}
								</discord-link>
							</div>
							<div class="discord-file-attachment-metadata">
								${this.bytes}${I(this.bytesUnit,()=>n` ${this.bytesUnit}`,()=>null)}
							</div>
						</div>
					</div>
				</div>
			</div>
			<div class="discord-button-download-attachment">
				<a
					class="discord-link-download-attachment"
					aria-label="Download"
					href="${L(this.href)}"
					rel="noreferrer noopener"
					target="_blank"
					role="button"
					tabindex="0"
				>
					${Fs()}
				</a>
			</div>
		</div>`}constructor(){super(...arguments),ge(this,ue)}static{ge(i,s)}};return ve=i})();var Gt=(e,t,s)=>{for(let i of t)if(i[0]===e)return(0,i[1])();return s?.()};var hr=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Ws=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},L4=(()=>{let e=[q("discord-header")],t,s=[],i,a=V,o,r=[],h=[];var u=class extends a{static{i=this}static{let m=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:Number,reflect:!0})],hr(this,null,o,{kind:"accessor",name:"level",static:!1,private:!1,access:{has:c=>"level"in c,get:c=>c.level,set:(c,l)=>{c.level=l}},metadata:m},r,h),hr(null,t={value:i},e,{kind:"class",name:i.name,metadata:m},null,s),u=i=t.value,m&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:m})}static styles=W`
		:host > * {
			margin: 16px 0 8px;
			font-weight: 700;
			line-height: 1.375em;
		}

		:host([level='1']) > h1 {
			font-size: 1.5rem;
		}

		:host([level='2']) > h2 {
			font-size: 1.25rem;
		}

		:host([level='3']) > h3 {
			font-size: 1rem;
		}

		:host([level='1']):first-child() > h1,
		:host([level='2']):first-child() > h2 {
			margin-top: 8px;
		}

		:host([level='3']):first-child() > h3 {
			margin-top: 4px;
		}
	`;#e=Ws(this,r,1);get level(){return this.#e}set level(m){this.#e=m}ensureLevelIsNumber(){this.level&&!Number.isNaN(this.level)&&(this.level=Number(this.level))}checkLevel(){if(this.level<1||this.level>3)throw new RangeError("The level property must be a number between 1 and 3 (inclusive)")}render(){return this.ensureLevelIsNumber(),this.checkLevel(),Gt(this.level,[[1,()=>n`<h1><slot></slot></h1>`],[2,()=>n`<h2><slot></slot></h2>`],[3,()=>n`<h3><slot></slot></h3>`]],()=>n`<slot></slot>`)}constructor(){super(...arguments),Ws(this,h)}static{Ws(i,s)}};return u=i})();var In=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Ln=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},F4=(()=>{let e=[q("discord-italic")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;In(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host > em {
			font-style: italic;
		}
	`;render(){return n`
			<em>
				<slot></slot>
			</em>
		`}static{Ln(i,s)}};return o=i})();function Pn(e){return e.startsWith("#")?e.slice(1):e}function Nn(e){let t=e.length===3||e.length===4,s=t?`${e.slice(0,1)}${e.slice(0,1)}`:e.slice(0,2),i=t?`${e.slice(1,2)}${e.slice(1,2)}`:e.slice(2,4),a=t?`${e.slice(2,3)}${e.slice(2,3)}`:e.slice(4,6),o=(t?`${e.slice(3,4)}${e.slice(3,4)}`:e.slice(6,8))||"ff";return{r:s,g:i,b:a,a:o}}function ms(e){return Number.parseInt(e,16)}function Bn({r:e,g:t,b:s,a:i}){return{r:ms(e),g:ms(t),b:ms(s),a:Number((ms(i)/255).toFixed(2))}}function Un(e){return typeof e=="number"||typeof e=="string"&&Number.isFinite(Number(e))}function Fn(e,t){let{r:s,g:i,b:a,a:o}=e,r=Un(t)?t:o;return`rgba(${s}, ${i}, ${a}, ${r})`}function ps(e,t){let s=Pn(e),i=Nn(s),a=Bn(i);return Fn(a,t)}var qn=k`
	<path
		fill-rule="evenodd"
		clip-rule="evenodd"
		fill="currentColor"
		d="M18.5 23c.88 0 1.7-.25 2.4-.69l1.4 1.4a1 1 0 0 0 1.4-1.42l-1.39-1.4A4.5 4.5 0 1 0 18.5 23Zm0-2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z"
	/>
	<path
		fill="currentColor"
		d="M3 3a1 1 0 0 0 0 2h18a1 1 0 1 0 0-2H3ZM2 8a1 1 0 0 1 1-1h18a1 1 0 1 1 0 2H3a1 1 0 0 1-1-1ZM3 11a1 1 0 1 0 0 2h11a1 1 0 1 0 0-2H3ZM2 16a1 1 0 0 1 1-1h8a1 1 0 1 1 0 2H3a1 1 0 0 1-1-1ZM3 19a1 1 0 1 0 0 2h8a1 1 0 1 0 0-2H3Z"
	/>
`;function Gs(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-label="Browse Channels"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${qn}
	</svg>`}var Wn=k`
	<path
		fill="currentColor"
		d="M21.487 5.126L12.487 0.126C12.184 -0.042 11.818 -0.042 11.515 0.126L2.51498 5.126C2.19798 5.302 2.00098 5.636 2.00098 5.999C2.00098 6.693 2.11498 22.999 12.001 22.999C21.887 22.999 22.001 6.693 22.001 5.999C22.001 5.636 21.804 5.302 21.487 5.126ZM12.001 5.999C13.382 5.999 14.501 7.118 14.501 8.499C14.501 9.88 13.382 10.999 12.001 10.999C10.62 10.999 9.50098 9.88 9.50098 8.499C9.50098 7.118 10.62 5.999 12.001 5.999ZM8.25098 16C8.25098 13.699 9.69998 12.25 12.001 12.25C14.302 12.25 15.751 13.699 15.751 16H8.25098Z"
	/>
`;function Zs(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-label="Customise Community"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Wn}
	</svg>`}var Gn=k`
	<path
		d="M11 3a1 1 0 1 1 2 0v2h5.75c.16 0 .3.07.4.2l2.63 3.5a.5.5 0 0 1 0 .6l-2.63 3.5a.5.5 0 0 1-.4.2H13v5h2a2 2 0 0 1 2 2v1a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1v-1c0-1.1.9-2 2-2h2v-5H2.8a.5.5 0 0 1-.44-.72L3.9 9.22a.5.5 0 0 0 0-.44L2.36 5.72A.5.5 0 0 1 2.81 5H11V3Z"
		fill="currentColor"
	/>
`;function Ks(e={}){return n`<svg
		${T(e)}
		class="discord-mention-icon"
		aria-label="Server Guide"
		aria-hidden="false"
		role="img"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Gn}
	</svg>`}var _i=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},tt=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},bf=(()=>{let e=[q("discord-mention")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[];var f=class extends a{static{i=this}static{let j=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:Boolean,reflect:!0})],u=[y({reflect:!0})],l=[y({reflect:!0})],g=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],_i(this,null,o,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:S=>"highlight"in S,get:S=>S.highlight,set:(S,G)=>{S.highlight=G}},metadata:j},r,h),_i(this,null,u,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:S=>"type"in S,get:S=>S.type,set:(S,G)=>{S.type=G}},metadata:j},m,c),_i(this,null,l,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:S=>"color"in S,get:S=>S.color,set:(S,G)=>{S.color=G}},metadata:j},_,v),_i(this,null,g,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:S=>"lightTheme"in S,get:S=>S.lightTheme,set:(S,G)=>{S.lightTheme=G}},metadata:j},p,d),_i(null,t={value:i},e,{kind:"class",name:i.name,metadata:j},null,s),f=i=t.value,j&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:j})}static styles=W`
		:host {
			color: #e3e7f8;
			background-color: hsla(235, 85.6%, 64.7%, 0.3);
			font-weight: 500;
			padding: 0 2px;
			border-radius: 3px;
			unicode-bidi: -moz-plaintext;
			unicode-bidi: plaintext;
			-webkit-transition:
				background-color 50ms ease-out,
				color 50ms ease-out;
			transition:
				background-color 50ms ease-out,
				color 50ms ease-out;
			cursor: pointer;
		}

		:host([type='role']) {
			background-color: rgba(#e3e7f8, 0.1);
		}

		:host([type='channel']) {
			position: relative;
		}

		:host([type='voice']),
		:host([type='locked']),
		:host([type='thread']),
		:host([type='forum']) {
			position: relative;
		}

		:host(:hover) {
			color: #fff;
			background-color: hsl(235, 85.6%, 64.7%);
		}

		:host([highlight][type='user']:hover) {
			text-decoration: underline;
			text-underline-offset: 1px;
		}

		:host([light-theme]) {
			color: #5865f2;
			background-color: hsla(235, 85.6%, 64.7%, 0.15);
		}

		:host([light-theme]:hover) {
			color: #ffffff;
			background-color: hsl(235, 85.6%, 64.7%);
		}

		.discord-mention-icon {
			width: 1rem;
			height: 1rem;
			margin-right: 4px;
			vertical-align: middle;
			margin-bottom: 0.2rem;
		}

		.no-wrap {
			white-space: nowrap;
		}
	`;#e=tt(this,r,!1);get highlight(){return this.#e}set highlight(j){this.#e=j}#t=(tt(this,h),tt(this,m,"user"));get type(){return this.#t}set type(j){this.#t=j}#i=(tt(this,c),tt(this,_,void 0));get color(){return this.#i}set color(j){this.#i=j}setHoverColor=(tt(this,v),()=>{this.color&&(this.style.backgroundColor=ps(this.color,.3))});resetHoverColor=()=>{this.color&&(this.style.backgroundColor=ps(this.color,.1))};#s=tt(this,p,!1);get lightTheme(){return this.#s}set lightTheme(j){this.#s=j}connectedCallback(){super.connectedCallback(),this.color&&this.type==="role"&&(this.addEventListener("mouseover",this.setHoverColor),this.addEventListener("mouseout",this.resetHoverColor))}disconnectedCallback(){this.removeEventListener("mouseover",this.setHoverColor),this.removeEventListener("mouseout",this.resetHoverColor),super.disconnectedCallback()}willUpdate(){this.color&&(this.style.color=this.color,this.type==="role"&&(this.style.backgroundColor=ps(this.color,.1)))}render(){return n`<span class="no-wrap"
				>${Gt(this.type,[["channel",()=>mi()],["user",()=>n`@`],["role",()=>n`@`],["voice",()=>fi()],["locked",()=>ui()],["thread",()=>pi()],["forum",()=>di()],["server-guide",()=>Ks()],["channels-and-roles",()=>Gs()],["customize-community",()=>Zs()],["slash",()=>n`/`]])}</span
			><slot></slot>`}constructor(){super(...arguments),tt(this,d)}static{tt(i,s)}};return f=i})();var Ys=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},yi=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Tf=(()=>{let e=[q("discord-verified-author-tag")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[];var l=class extends a{static{i=this}static{let _=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:Boolean})],u=[ae({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],Ys(this,null,o,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:v=>"verified"in v,get:v=>v.verified,set:(v,g)=>{v.verified=g}},metadata:_},r,h),Ys(this,null,u,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:v=>"compactMode"in v,get:v=>v.compactMode,set:(v,g)=>{v.compactMode=g}},metadata:_},m,c),Ys(null,t={value:i},e,{kind:"class",name:i.name,metadata:_},null,s),l=i=t.value,_&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:_})}static styles=W`
		:host {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			align-items: center;
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-application-tag-verified {
			display: inline-block;
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.25rem;
		}

		:host([compact-mode]) {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
			margin-left: 0px !important;
			margin-top: 0px !important;
		}

		:host([compact-mode]) .discord-application-tag-verified {
			margin-right: 0.7em;
			margin-left: -0.7em;
		}
	`;#e=yi(this,r,!1);get verified(){return this.#e}set verified(_){this.#e=_}#t=(yi(this,h),yi(this,m,!1));get compactMode(){return this.#t}set compactMode(_){this.#t=_}render(){return n`${I(this.verified,()=>Pe())}App`}constructor(){super(...arguments),yi(this,c)}static{yi(i,s)}};return l=i})();var Ce=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},le=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},Pf=(()=>{let e=[q("discord-author-info")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[],ve,J=[],N=[],oe,_e=[],ye=[],ze,we=[],xe=[],$e,Me=[],ke=[],Te,F=[],C=[];var ee=class extends a{static{i=this}static{let B=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y({type:Boolean})],l=[y({type:Boolean})],g=[y({type:Boolean,attribute:"official-app"})],f=[y({type:Boolean})],G=[y({attribute:"role-color"})],A=[y({attribute:"role-icon"})],ie=[y({attribute:"role-name"})],ve=[y({attribute:"clan-icon"})],oe=[y({attribute:"clan-tag"})],ze=[y({type:Boolean})],$e=[ae({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],Te=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],Ce(this,null,o,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:E=>"author"in E,get:E=>E.author,set:(E,te)=>{E.author=te}},metadata:B},r,h),Ce(this,null,u,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:E=>"bot"in E,get:E=>E.bot,set:(E,te)=>{E.bot=te}},metadata:B},m,c),Ce(this,null,l,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:E=>"server"in E,get:E=>E.server,set:(E,te)=>{E.server=te}},metadata:B},_,v),Ce(this,null,g,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:E=>"officialApp"in E,get:E=>E.officialApp,set:(E,te)=>{E.officialApp=te}},metadata:B},p,d),Ce(this,null,f,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:E=>"op"in E,get:E=>E.op,set:(E,te)=>{E.op=te}},metadata:B},j,S),Ce(this,null,G,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:E=>"roleColor"in E,get:E=>E.roleColor,set:(E,te)=>{E.roleColor=te}},metadata:B},w,b),Ce(this,null,A,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:E=>"roleIcon"in E,get:E=>E.roleIcon,set:(E,te)=>{E.roleIcon=te}},metadata:B},Z,P),Ce(this,null,ie,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:E=>"roleName"in E,get:E=>E.roleName,set:(E,te)=>{E.roleName=te}},metadata:B},pe,ue),Ce(this,null,ve,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:E=>"clanIcon"in E,get:E=>E.clanIcon,set:(E,te)=>{E.clanIcon=te}},metadata:B},J,N),Ce(this,null,oe,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:E=>"clanTag"in E,get:E=>E.clanTag,set:(E,te)=>{E.clanTag=te}},metadata:B},_e,ye),Ce(this,null,ze,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:E=>"verified"in E,get:E=>E.verified,set:(E,te)=>{E.verified=te}},metadata:B},we,xe),Ce(this,null,$e,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:E=>"compactMode"in E,get:E=>E.compactMode,set:(E,te)=>{E.compactMode=te}},metadata:B},Me,ke),Ce(this,null,Te,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:E=>"lightTheme"in E,get:E=>E.lightTheme,set:(E,te)=>{E.lightTheme=te}},metadata:B},F,C),Ce(null,t={value:i},e,{kind:"class",name:i.name,metadata:B},null,s),ee=i=t.value,B&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:B})}static styles=W`
		:host {
			display: inline-flex;
			align-items: center;
			font-size: 16px;
			text-underline-offset: 1px;
			margin-right: 0.25rem;
		}

		:host .discord-author-username {
			color: #fff;
			font-size: 1em;
			font-weight: 500;
		}

		:host .discord-author-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		:host([light-theme]) .discord-author-username {
			color: #23262a;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.54);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-left: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			width: max-content;
			gap: 0.25rem;
			justify-content: space-between;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			min-width: 45px;
			line-height: 1rem !important;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.34);
		}

		:host([light-theme]) .discord-clan-tag {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([compact-mode]) .discord-clan-tag {
			margin-left: 0rem;
		}

		:host .discord-clan-tag span,
		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			user-select: none;
			-webkit-user-select: none;
		}

		:host .discord-application-tag {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: inline-flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-official-application {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-official-application {
			margin-right: 5px;
			margin-left: 0px !important;
		}

		:host .discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		:host .discord-author-role-icon {
			margin-left: 0.25rem;
			vertical-align: top;
			height: calc(1rem + 4px);
			width: calc(1rem + 4px);
		}

		:host([compact-mode]) .discord-author-username {
			margin-right: 0.25rem;
		}

		:host([compact-mode]) .discord-application-tag {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
		}
	`;#e=le(this,r,void 0);get author(){return this.#e}set author(B){this.#e=B}#t=(le(this,h),le(this,m,!1));get bot(){return this.#t}set bot(B){this.#t=B}#i=(le(this,c),le(this,_,!1));get server(){return this.#i}set server(B){this.#i=B}#s=(le(this,v),le(this,p,!1));get officialApp(){return this.#s}set officialApp(B){this.#s=B}#a=(le(this,d),le(this,j,!1));get op(){return this.#a}set op(B){this.#a=B}#r=(le(this,S),le(this,w,void 0));get roleColor(){return this.#r}set roleColor(B){this.#r=B}#o=(le(this,b),le(this,Z,void 0));get roleIcon(){return this.#o}set roleIcon(B){this.#o=B}#n=(le(this,P),le(this,pe,void 0));get roleName(){return this.#n}set roleName(B){this.#n=B}#l=(le(this,ue),le(this,J,void 0));get clanIcon(){return this.#l}set clanIcon(B){this.#l=B}#h=(le(this,N),le(this,_e,void 0));get clanTag(){return this.#h}set clanTag(B){this.#h=B}#c=(le(this,ye),le(this,we,!1));get verified(){return this.#c}set verified(B){this.#c=B}#d=(le(this,xe),le(this,Me,!1));get compactMode(){return this.#d}set compactMode(B){this.#d=B}#m=(le(this,ke),le(this,F,!1));get lightTheme(){return this.#m}set lightTheme(B){this.#m=B}render(){let B=ls(this.clanIcon),E=this.clanTag?.slice(0,4);return n`${I(this.compactMode,()=>null,()=>n`<span class="discord-author-username" style="${Le({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${I(this.roleIcon&&!this.compactMode,()=>n`<img
					class="discord-author-role-icon"
					src=${L(this.roleIcon)}
					height="20"
					width="20"
					alt=${L(this.roleName)}
					draggable="false"
				/>`)}
		${I(this.bot&&!this.server&&!this.officialApp,()=>n`<discord-verified-author-tag .verified=${this.verified}></discord-verified-author-tag>`)}
		${I(this.server&&!this.bot&&!this.officialApp,()=>n`<span class="discord-application-tag">Server</span>`)}
		${I(this.officialApp&&!this.server&&!this.bot,()=>n`<span class="discord-official-application">${Pe()}OFFICIAL</span>`)}
		${I(this.op,()=>n`<span class="discord-application-tag discord-application-tag-op">OP</span>`)}
		${I(this.compactMode,()=>n`<span class="discord-author-username" style="${Le({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${I(this.clanIcon&&this.clanTag&&this.clanTag?.length>0,()=>n`
				<span class="discord-clan-tag">
					${B==="string"?n`<img srcset=${L(B)} alt=${L(E)} width="12" height="12" draggable="false" />`:B}
					<span>${E}</span>
				</span>
			`)} `}constructor(){super(...arguments),le(this,C)}static{le(i,s)}};return ee=i})();var Zn=k`
 	<path 
		fill="currentColor" 
 		d="M15.56 11.77c.2-.1.44.02.44.23a4 4 0 1 1-4-4c.21 0 .33.25.23.44a2.5 2.5 0 0 0 3.32 3.32Z"
 	/>
  	<path 
		fill="currentColor" 
  		fill-rule="evenodd" 
  		d="M22.89 11.7q.105.3 0 .6C22.27 13.9 19.1 21 12 21c-7.11 0-10.27-7.11-10.89-8.7a.83.83 0 0 1 0-.6C1.73 10.1 4.9 3 12 3c7.11 0 10.27 7.11 10.89 8.7m-4.5-3.62A15.1 15.1 0 0 1 20.85 12c-.38.88-1.18 2.47-2.46 3.92C16.87 17.62 14.8 19 12 19s-4.87-1.38-6.39-3.08A15.1 15.1 0 0 1 3.15 12c.38-.88 1.18-2.47 2.46-3.92C7.13 6.38 9.2 5 12 5s4.87 1.38 6.39 3.08" 
  		clip-rule="evenodd"
  	/>
`;function Js(e={}){return n`<svg
		${T(e)}
		class="discord-message-ephemeral-icon"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Zn}
	</svg>`}var ce=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},K=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},sv=(()=>{let e=[q("discord-message")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[],G,w=[],b=[],A,Z=[],P=[],ie,pe=[],ue=[],ve,J=[],N=[],oe,_e=[],ye=[],ze,we=[],xe=[],$e,Me=[],ke=[],Te,F=[],C=[],ee,B=[],E=[],te,st=[],at=[],rt,ot=[],nt=[],lt,ht=[],ct=[],dt,mt=[],pt=[],ut,R=[],$=[],U,Ye=[],ft=[],xt,O=[],x=[],Y,xi=[],ei=[],He,$i=[],Ha=[],Sa,Aa=[],Da=[];var ja=class extends a{static{i=this}static{let H=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y()],u=[y()],l=[y()],g=[y({type:Boolean})],f=[y({type:Boolean})],G=[y({type:Boolean,attribute:"official-app"})],A=[y({type:Boolean})],ie=[y({type:Boolean})],ve=[y({type:Boolean})],oe=[y({attribute:"role-color"})],ze=[y({attribute:"role-icon"})],$e=[y({attribute:"role-name"})],Te=[y({attribute:"clan-icon"})],ee=[y({attribute:"clan-tag"})],te=[y({type:Boolean,reflect:!0})],rt=[y({type:Boolean,reflect:!0})],lt=[y({type:String,converter:z=>bt(z,!1,!1),attribute:!0})],dt=[y({type:Boolean,attribute:"twenty-four"})],ut=[y({type:Boolean,attribute:"message-body-only"})],U=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],xt=[ae({context:Ie}),y({type:Boolean,reflect:!0,attribute:"compact-mode"})],Y=[ae({context:Ls}),y({type:Boolean,reflect:!0,attribute:"no-background"})],He=[y({type:Boolean,reflect:!0,attribute:"has-thread"})],Sa=[y({reflect:!1,attribute:"dismiss-message-clicked"})],ce(this,null,o,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:z=>"profile"in z,get:z=>z.profile,set:(z,D)=>{z.profile=D}},metadata:H},r,h),ce(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:z=>"author"in z,get:z=>z.author,set:(z,D)=>{z.author=D}},metadata:H},m,c),ce(this,null,l,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:z=>"avatar"in z,get:z=>z.avatar,set:(z,D)=>{z.avatar=D}},metadata:H},_,v),ce(this,null,g,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:z=>"bot"in z,get:z=>z.bot,set:(z,D)=>{z.bot=D}},metadata:H},p,d),ce(this,null,f,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:z=>"server"in z,get:z=>z.server,set:(z,D)=>{z.server=D}},metadata:H},j,S),ce(this,null,G,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:z=>"officialApp"in z,get:z=>z.officialApp,set:(z,D)=>{z.officialApp=D}},metadata:H},w,b),ce(this,null,A,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:z=>"verified"in z,get:z=>z.verified,set:(z,D)=>{z.verified=D}},metadata:H},Z,P),ce(this,null,ie,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:z=>"op"in z,get:z=>z.op,set:(z,D)=>{z.op=D}},metadata:H},pe,ue),ce(this,null,ve,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:z=>"edited"in z,get:z=>z.edited,set:(z,D)=>{z.edited=D}},metadata:H},J,N),ce(this,null,oe,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:z=>"roleColor"in z,get:z=>z.roleColor,set:(z,D)=>{z.roleColor=D}},metadata:H},_e,ye),ce(this,null,ze,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:z=>"roleIcon"in z,get:z=>z.roleIcon,set:(z,D)=>{z.roleIcon=D}},metadata:H},we,xe),ce(this,null,$e,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:z=>"roleName"in z,get:z=>z.roleName,set:(z,D)=>{z.roleName=D}},metadata:H},Me,ke),ce(this,null,Te,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:z=>"clanIcon"in z,get:z=>z.clanIcon,set:(z,D)=>{z.clanIcon=D}},metadata:H},F,C),ce(this,null,ee,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:z=>"clanTag"in z,get:z=>z.clanTag,set:(z,D)=>{z.clanTag=D}},metadata:H},B,E),ce(this,null,te,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:z=>"highlight"in z,get:z=>z.highlight,set:(z,D)=>{z.highlight=D}},metadata:H},st,at),ce(this,null,rt,{kind:"accessor",name:"ephemeral",static:!1,private:!1,access:{has:z=>"ephemeral"in z,get:z=>z.ephemeral,set:(z,D)=>{z.ephemeral=D}},metadata:H},ot,nt),ce(this,null,lt,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:z=>"timestamp"in z,get:z=>z.timestamp,set:(z,D)=>{z.timestamp=D}},metadata:H},ht,ct),ce(this,null,dt,{kind:"accessor",name:"twentyFour",static:!1,private:!1,access:{has:z=>"twentyFour"in z,get:z=>z.twentyFour,set:(z,D)=>{z.twentyFour=D}},metadata:H},mt,pt),ce(this,null,ut,{kind:"accessor",name:"messageBodyOnly",static:!1,private:!1,access:{has:z=>"messageBodyOnly"in z,get:z=>z.messageBodyOnly,set:(z,D)=>{z.messageBodyOnly=D}},metadata:H},R,$),ce(this,null,U,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:z=>"lightTheme"in z,get:z=>z.lightTheme,set:(z,D)=>{z.lightTheme=D}},metadata:H},Ye,ft),ce(this,null,xt,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:z=>"compactMode"in z,get:z=>z.compactMode,set:(z,D)=>{z.compactMode=D}},metadata:H},O,x),ce(this,null,Y,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:z=>"noBackground"in z,get:z=>z.noBackground,set:(z,D)=>{z.noBackground=D}},metadata:H},xi,ei),ce(this,null,He,{kind:"accessor",name:"hasThread",static:!1,private:!1,access:{has:z=>"hasThread"in z,get:z=>z.hasThread,set:(z,D)=>{z.hasThread=D}},metadata:H},$i,Ha),ce(this,null,Sa,{kind:"accessor",name:"dismissMessageClicked",static:!1,private:!1,access:{has:z=>"dismissMessageClicked"in z,get:z=>z.dismissMessageClicked,set:(z,D)=>{z.dismissMessageClicked=D}},metadata:H},Aa,Da),ce(null,t={value:i},e,{kind:"class",name:i.name,metadata:H},null,s),ja=i=t.value,H&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:H})}static styles=W`
		:host {
			color: #dcddde;
			display: flex;
			flex-direction: column;
			font-size: 0.9em;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;

			position: relative;
			word-wrap: break-word;
			-webkit-user-select: text;
			-moz-user-select: text;
			-ms-user-select: text;
			user-select: text;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			min-height: 1.375rem;
			padding-left: 1em;
			padding-right: 48px;
			margin-top: inherit;
			margin-bottom: inherit;
			line-height: 16px;
		}

		.discord-message-inner {
			display: flex;
			position: relative;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
		}

		.discord-message-inner-center {
			align-items: center;
		}

		:host([message-body-only]) {
			margin-top: 0px !important;
			padding-top: 0.125rem !important;
			padding-bottom: 0.0625rem !important;
		}

		:host([highlight]),
		:host([ephemeral]) {
			padding-right: 5px;
			position: relative;
		}

		:host([highlight])::before,
		:host([ephemeral])::before {
			content: '';
			position: absolute;
			display: block;
			top: 0;
			left: 0;
			bottom: 0;
			pointer-events: none;
			width: 2px;
		}

		:host([highlight]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight][light-theme]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight])::before {
			background-color: #faa61a;
		}

		:host([light-theme][highlight])::before {
			background-color: #af7615;
		}

		:host([ephemeral]) {
			background-color: rgba(88, 101, 242, 0.05);
		}

		:host([ephemeral]:hover) {
			background-color: rgba(88, 101, 242, 0.1);
		}

		:host([ephemeral])::before {
			background-color: #5865f2;
		}

		:host([light-theme]) {
			color: #2e3338;
			border-color: #eceeef;
		}

		.discord-author-avatar {
			margin-right: 16px;
			margin-top: 5px;
			min-width: 40px;
			z-index: 1;
			display: flex;
		}

		.discord-author-avatar img {
			width: 40px;
			height: 40px;
			border-radius: 50%;
			cursor: pointer;
		}

		.discord-message-timestamp {
			color: #72767d;
			font-size: 12px;
			margin-left: 3px;
		}

		.discord-message-body-only-indent {
			width: 56px;
		}

		:host(:hover) .discord-message-timestamp-hover::before {
			content: attr(datetime);
		}

		:host([light-theme]) .discord-message-timestamp {
			color: #747f8d;
		}

		.discord-message-edited {
			color: #72767d;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-message-content {
			width: 100%;
			line-height: 160%;
			font-weight: normal;
			padding-top: 2px;
		}

		.discord-message-body {
			font-size: 1rem;
			font-weight: 400;
			word-break: break-word;
			position: relative;
		}

		:host([light-theme]) .discord-message-timestamp,
		:host([compact-mode]) .discord-message:hover .discord-message-timestamp {
			color: #99aab5;
		}

		:host([light-theme][compact-mode]).discord-message-timestamp {
			color: #d1d9de;
		}

		:host([compact-mode]) .discord-message-timestamp {
			display: inline-block;
			width: 3.1rem;
			text-align: right;
			font-size: 0.6875rem;
			line-height: 1.375rem;
			margin-right: 0.375rem;
			margin-left: 0;
			text-indent: 0;
		}

		:host([compact-mode]) .discord-message-body {
			line-height: 1.375rem;
			padding-left: 10px;
			margin-left: -6px;
		}

		:host([compact-mode]) .discord-message-compact-indent {
			padding-left: 10px;
		}

		:host .discord-message-markup {
			font-size: 1rem;
			line-height: 1.375rem;
			word-wrap: break-word;
			user-select: text;
			font-weight: 400;
			display: inline;
		}

		:host(:hover) {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([highlight]:hover) {
			background-color: hsl(40 calc(1 * 86.4%) 56.9%/0.08);
		}

		:host([has-thread]):after {
			width: 2rem;
			left: 2.2rem;
			top: 4.8rem;
			border-left: 2px solid #4f545c !important;
			border-bottom: 2px solid #4f545c !important;
			border-bottom-left-radius: 8px !important;
			bottom: 29px;
			content: '';
			position: absolute;
		}

		:host([light-theme][has-Thread]):after {
			border-color: #747f8d !important;
		}

		.discord-message-ephemeral {
			margin-top: 4px;
			font-size: 12px;
			font-weight: 400;
			color: #72767d;
		}

		:host([light-theme]) .discord-message-ephemeral {
			color: #747f8d;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link {
			color: #00aff4;
			font-weight: 500;
			cursor: pointer;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link:hover {
			text-decoration: underline;
		}

		.discord-message-ephemeral .discord-message-ephemeral-icon {
			margin-right: 4px;
			vertical-align: text-bottom;
		}
	`;#e=K(this,r,void 0);get profile(){return this.#e}set profile(H){this.#e=H}#t=(K(this,h),K(this,m,"User"));get author(){return this.#t}set author(H){this.#t=H}#i=(K(this,c),K(this,_,void 0));get avatar(){return this.#i}set avatar(H){this.#i=H}#s=(K(this,v),K(this,p,!1));get bot(){return this.#s}set bot(H){this.#s=H}#a=(K(this,d),K(this,j,!1));get server(){return this.#a}set server(H){this.#a=H}#r=(K(this,S),K(this,w,!1));get officialApp(){return this.#r}set officialApp(H){this.#r=H}#o=(K(this,b),K(this,Z,!1));get verified(){return this.#o}set verified(H){this.#o=H}#n=(K(this,P),K(this,pe,!1));get op(){return this.#n}set op(H){this.#n=H}#l=(K(this,ue),K(this,J,!1));get edited(){return this.#l}set edited(H){this.#l=H}#h=(K(this,N),K(this,_e,void 0));get roleColor(){return this.#h}set roleColor(H){this.#h=H}#c=(K(this,ye),K(this,we,void 0));get roleIcon(){return this.#c}set roleIcon(H){this.#c=H}#d=(K(this,xe),K(this,Me,void 0));get roleName(){return this.#d}set roleName(H){this.#d=H}#m=(K(this,ke),K(this,F,void 0));get clanIcon(){return this.#m}set clanIcon(H){this.#m=H}#p=(K(this,C),K(this,B,void 0));get clanTag(){return this.#p}set clanTag(H){this.#p=H}#u=(K(this,E),K(this,st,!1));get highlight(){return this.#u}set highlight(H){this.#u=H}#f=(K(this,at),K(this,ot,!1));get ephemeral(){return this.#f}set ephemeral(H){this.#f=H}#v=(K(this,nt),K(this,ht,new Date));get timestamp(){return this.#v}set timestamp(H){this.#v=H}#g=(K(this,ct),K(this,mt,!1));get twentyFour(){return this.#g}set twentyFour(H){this.#g=H}#b=(K(this,pt),K(this,R,!1));get messageBodyOnly(){return this.#b}set messageBodyOnly(H){this.#b=H}#_=(K(this,$),K(this,Ye,!1));get lightTheme(){return this.#_}set lightTheme(H){this.#_=H}#y=(K(this,ft),K(this,O,!1));get compactMode(){return this.#y}set compactMode(H){this.#y=H}#z=(K(this,x),K(this,xi,!1));get noBackground(){return this.#z}set noBackground(H){this.#z=H}#w=(K(this,ei),K(this,$i,!1));get hasThread(){return this.#w}set hasThread(H){this.#w=H}#x=(K(this,Ha),K(this,Aa,()=>{}));get dismissMessageClicked(){return this.#x}set dismissMessageClicked(H){this.#x=H}willUpdate(){this.hasThread=Array.from(this.children).some(H=>H.tagName.toLowerCase()==="discord-thread"),this.highlight=this.highlight||Array.from(this.children).some(H=>H.tagName.toLowerCase()==="discord-mention"&&H.hasAttribute("highlight")&&(H.type==="user"||H.type==="role"))}handleSpaceToDismissMessage(H){H.code==="Space"&&(H.preventDefault(),H.stopPropagation(),this.dismissMessageClicked?.())}render(){let H={author:this.author,bot:this.bot,officialApp:this.officialApp,verified:this.verified,server:this.server,op:this.op,roleColor:this.roleColor,roleIcon:this.roleIcon,clanIcon:this.clanIcon,clanTag:this.clanTag,roleName:this.roleName},z=this.profile!==void 0&&Reflect.get(Ht,this.profile)||{},D={...H,...z,avatar:this.resolveAvatar(z.avatar??this.avatar)},ti=bt(this.timestamp,this.compactMode,this.twentyFour)??void 0;return n`
			<slot name="reply"></slot>
			<div
				class=${Ee({"discord-message-inner":!0,"discord-message-inner-center":this.messageBodyOnly})}
			>
				${I(this.compactMode&&!this.messageBodyOnly,()=>n`<time datetime="${L(ti)}" class="discord-message-timestamp">${ti}</time>`,()=>null)}
				${I(this.messageBodyOnly,()=>n`<time
							datetime="${L(ti)}"
							class=${Ee({"discord-message-timestamp":!0,"discord-message-timestamp-hover":!0,"discord-message-body-only-indent":!this.compactMode})}
						></time>`,()=>null)}
				${I(this.compactMode||this.messageBodyOnly,()=>null,()=>n`<div class="discord-author-avatar">
							<img src="${L(D.avatar)}" alt="${L(D.author)}" />
						</div>`)}

				<div class="discord-message-content">
					${I(this.compactMode||this.messageBodyOnly,()=>null,()=>n`
							<discord-author-info
								author=${D.author??""}
								?bot=${D.bot??!1}
								?server=${D.server??!1}
								?official-app=${D.officialApp??!1}
								?verified=${D.verified??!1}
								?op=${D.op??!1}
								role-color=${D.roleColor??""}
								role-icon=${D.roleIcon??""}
								role-name=${D.roleName??""}
								clan-icon=${D.clanIcon??""}
								clan-tag=${D.clanTag??""}
							></discord-author-info
							><time datetime="${L(ti)}" class="discord-message-timestamp">${ti}</time>
						`)}
					<div class="discord-message-body">
						${I(this.compactMode,()=>n`<discord-author-info
									author=${D.author??""}
									?bot=${D.bot??!1}
									?server=${D.server??!1}
									?official-app=${D.officialApp??!1}
									?verified=${D.verified??!1}
									?op=${D.op??!1}
									role-color=${D.roleColor??""}
									role-icon=${D.roleIcon??""}
									role-name=${D.roleName??""}
									clan-icon=${D.clanIcon??""}
									clan-tag=${D.clanTag??""}
								></discord-author-info>`,()=>null)}<span class="discord-message-markup"><slot></slot></span>
						${I(this.edited,()=>n`<span class="discord-message-edited">(edited)</span>`,()=>null)}
					</div>
					<div class="discord-message-compact-indent">
						<slot name="attachments"></slot>
						<slot name="embeds"></slot>
						<slot name="components"></slot>
						<slot name="reactions"></slot>
						<slot name="thread"></slot>
						${I(this.ephemeral,()=>n`
								<div class="discord-message-ephemeral">
									${Js()} Only you can see this •
									<span
										role="button"
										class="discord-message-ephemeral-link"
										@click=${this.dismissMessageClicked}
										@keydown=${this.handleSpaceToDismissMessage}
										>Dismiss message</span
									>
								</div>
							`,()=>null)}
					</div>
				</div>
			</div>
		`}resolveAvatar(H){return H===void 0?Re.default:Re[H]??H??Re.default}constructor(){super(...arguments),K(this,Da)}static{K(i,s)}};return ja=i})();var cr=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Qs=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},cv=(()=>{let e=[q("discord-quote")],t,s=[],i,a=V,o,r=[],h=[];var u=class extends a{static{i=this}static{let m=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[ae({context:ne,subscribe:!0}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],cr(this,null,o,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:c=>"lightTheme"in c,get:c=>c.lightTheme,set:(c,l)=>{c.lightTheme=l}},metadata:m},r,h),cr(null,t={value:i},e,{kind:"class",name:i.name,metadata:m},null,s),u=i=t.value,m&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:m})}static styles=W`
		:host {
			display: flex;
		}

		.discord-quote-divider {
			background-color: #4f545c;
			border-radius: 4px;
			font-size: 0.9em;
			font-style: normal;
			font-weight: 400;
			margin: 0;
			padding: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-quote-divider {
			background-color: #c4c9ce;
		}

		blockquote {
			margin-block-end: unset;
			margin-block-start: unset;
			margin-inline-end: unset;
			margin-inline-start: unset;
			padding: 0 8px 0 12px;
		}
	`;#e=Qs(this,r,!1);get lightTheme(){return this.#e}set lightTheme(m){this.#e=m}render(){return n`
			<div class="discord-quote-divider"></div>
			<!-- display: inline -->
			<blockquote><slot></slot></blockquote>
		`}constructor(){super(...arguments),Qs(this,h)}static{Qs(i,s)}};return u=i})();var Xs=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},zi=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},gv=(()=>{let e=[q("discord-spoiler")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[];var l=class extends a{static{i=this}static{let _=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:Boolean,reflect:!0})],u=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],Xs(this,null,o,{kind:"accessor",name:"activated",static:!1,private:!1,access:{has:v=>"activated"in v,get:v=>v.activated,set:(v,g)=>{v.activated=g}},metadata:_},r,h),Xs(this,null,u,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:v=>"lightTheme"in v,get:v=>v.lightTheme,set:(v,g)=>{v.lightTheme=g}},metadata:_},m,c),Xs(null,t={value:i},e,{kind:"class",name:i.name,metadata:_},null,s),l=i=t.value,_&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:_})}static styles=W`
		:host {
			background-color: #202225;
			border-radius: 3px;
			color: transparent;
			cursor: pointer;
		}

		:host([light-theme]) {
			background-color: #c4c9ce;
		}

		:host(:hover) {
			background-color: rgba(32, 34, 37, 0.8);
		}

		:host([light-theme]:hover) {
			background-color: #cfd3d7;
		}

		:host([activated]) {
			color: inherit;
			background-color: hsla(0, 0%, 100%, 0.1);
		}

		:host([light-theme][activated]) {
			background-color: #e5e5e5;
		}
	`;#e=zi(this,r,!1);get activated(){return this.#e}set activated(_){this.#e=_}#t=(zi(this,h),zi(this,m,!1));get lightTheme(){return this.#t}set lightTheme(_){this.#t=_}render(){return n`<slot
			@click=${()=>{this.activated=!0}}
			@keydown=${()=>{this.activated=!0}}
		></slot>`}constructor(){super(...arguments),zi(this,c)}static{zi(i,s)}};return l=i})();var Kn=k`
	<path d="M4 0L0 4V8L4 12L8 8V4L4 0ZM7 7.59L4 10.59L1 7.59V4.41L4 1.41L7 4.41V7.59Z" fill="currentColor" />
	<path d="M2 4.83V7.17L4 9.17L6 7.17V4.83L4 2.83L2 4.83Z" fill="currentColor" />
`;function ea(e={}){return n`<svg ${T(e)} aria-hidden="false" width="24" height="24" viewBox="0 0 8 12">${Kn}</svg>`}var Yn=k`
	<path
		fill="#3ba55c"
		fill-rule="evenodd"
		d="M17.7163041 15.36645368c-.0190957.02699568-1.9039523 2.6680735-2.9957762 2.63320406-3.0676659-.09785935-6.6733809-3.07188394-9.15694343-5.548738C3.08002193 9.9740657.09772497 6.3791404 0 3.3061316v-.024746C0 2.2060575 2.61386252.3152347 2.64082114.2972376c.7110335-.4971705 1.4917101-.3149497 1.80959713.1372281.19320342.2744561 2.19712724 3.2811005 2.42290565 3.6489167.09884826.1608492.14714912.3554431.14714912.5702838 0 .2744561-.07975258.5770327-.23701117.8751101-.1527655.2902036-.65262318 1.1664385-.89862055 1.594995.2673396.3768148.94804468 1.26429792 2.351016 2.66357424 1.39173858 1.39027775 2.28923588 2.07641807 2.67002628 2.34187563.4302146-.2452108 1.3086162-.74238132 1.5972981-.89423205.5447887-.28682915 1.0907006-.31944893 1.4568885-.08661115.3459689.2182151 3.3383754 2.21027167 3.6225641 2.41611376.2695862.19234426.4144887.5399137.4144887.91672846 0 .2969525-.089862.61190215-.2808189.88523346"
	/>
`;function ta(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${Yn}</svg>`}var Jn=k`
	<g fill="none" fill-rule="evenodd">
		<path
			fill="#99AAB5"
			d="M0 14.25V18h3.75L14.81 6.94l-3.75-3.75L0 14.25zM17.71 4.04c.39-.39.39-1.02 0-1.41L15.37.29c-.39-.39-1.02-.39-1.41 0l-1.83 1.83 3.75 3.75 1.83-1.83z"
		/>
		<path d="M0 0h18v18H0" />
	</g>
`;function ia(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${Jn}</svg>`}var Qn=k`
	<g fill="none" fill-rule="evenodd">
		<path d="M0 0h18v18H0z" />
		<path
			fill="#99AAB5"
			d="M3.2765961.00034226C6.344262.0982016 9.949977 3.0722262 12.43353953 5.54908026c2.48356254 2.47685405 5.4658595 6.07177934 5.56358447 9.14478814 0 1.1000741-2.61386252 2.9908969-2.64082114 3.008894-.7110335.4971705-1.4917101.3149497-1.80959713-.1372281-.19320342-.2744561-2.19712724-3.2811005-2.42290565-3.6489167-.09884826-.1608492-.14714912-.3554431-.14714912-.5702838 0-.2744561.07975258-.5770327.23701117-.8751101.1527655-.2902036.65262318-1.1664385.89862055-1.594995-.2673396-.3768148-.94804468-1.26429792-2.351016-2.66357424C8.3695281 6.8223767 7.4720308 6.1362364 7.0912404 5.87077883c-.4302146.2452108-1.3086162.74238132-1.5972981.89423205-.5447887.28682915-1.0907006.31944893-1.4568885.08661115C3.6910849 6.63340693.6986784 4.64135036.4144897 4.43550827.1449035 4.243164.000001 3.89559457.000001 3.5187798c0-.29695252.089862-.61190217.2808189-.88523348.0190957-.02699568 1.9039523-2.6680735 2.9957762-2.63320406z"
		/>
	</g>
`;function sa(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${Qn}</svg>`}var Xn=k`
	<path
		d="m16.908 8.39684-8.29587-8.295827-1.18584 1.184157 1.18584 1.18584-4.14834 4.1475v.00167l-1.18583-1.18583-1.185 1.18583 3.55583 3.55502-4.740831 4.74 1.185001 1.185 4.74083-4.74 3.55581 3.555 1.185-1.185-1.185-1.185 4.1475-4.14836h.0009l1.185 1.185z"
		fill="#b9bbbe"
	/>
`;function aa(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${Xn}</svg>`}var el=k`
	<path
		fill="#b9bbbe"
		fill-rule="evenodd"
		d="M1.575 9a2.25 2.25 0 0 0 0 3.18l.345.345c.128.128.323.15.488.075a2.25 2.25 0 0 1 3 3 .43.43 0 0 0 .06.48l.352.345a2.25 2.25 0 0 0 3.18 0l5.077-5.077a.75.75 0 0 1 1.02-1.02L16.425 9a2.25 2.25 0 0 0 0-3.18l-.345-.352a.42.42 0 0 0-.488-.06 2.25 2.25 0 0 1-3-3 .42.42 0 0 0-.068-.488l-.345-.345a2.25 2.25 0 0 0-3.18 0L7.671 2.903a.75.75 0 0 1-1.02 1.02zm7.508-4.725a.75.75 0 1 0-1.057 1.05l.517.525A.75.75 0 1 0 9.6 4.785l-.517-.525Zm2.063 2.063a.75.75 0 1 0-1.057 1.057l.517.525a.75.75 0 0 0 1.057-1.065l-.517-.525Zm2.063 2.063a.75.75 0 0 0-1.057 1.057l.517.525a.75.75 0 0 0 1.057-1.065l-.517-.525Z"
		clip-rule="evenodd"
	/>
`;function ra(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${el}</svg>`}var tl=k`
	<path
		d="M10 0C4.486 0 0 4.486 0 10C0 15.515 4.486 20 10 20C15.514 20 20 15.515 20 10C20 4.486 15.514 0 10 0ZM9 4H11V11H9V4ZM10 15.25C9.31 15.25 8.75 14.691 8.75 14C8.75 13.31 9.31 12.75 10 12.75C10.69 12.75 11.25 13.31 11.25 14C11.25 14.691 10.69 15.25 10 15.25Z"
		fill-rule="evenodd"
		clip-rule="evenodd"
		fill="currentColor"
	/>
`;function oa(e={}){return n`<svg ${T(e)} aria-hidden="false" width="20" height="20" viewBox="0 0 20 20">${tl}</svg>`}var il=k`
	<path
		xmlns="http://www.w3.org/2000/svg"
		d="M18.4 4L12 10.4L5.6 4L4 5.6L10.4 12L4 18.4L5.6 20L12 13.6L18.4 20L20 18.4L13.6 12L20 5.6L18.4 4Z"
		fill="#ed4245"
	/>
`;function na(e={}){return n`<svg ${T(e)} aria-hidden="false" width="20" height="20" viewBox="0 0 20 20">${il}</svg>`}var sl=k`
	<path
		fill="currentColor"
		d="M5.43309 21C5.35842 21 5.30189 20.9325 5.31494 20.859L5.99991 17H2.14274C2.06819 17 2.01168 16.9327 2.02453 16.8593L2.33253 15.0993C2.34258 15.0419 2.39244 15 2.45074 15H6.34991L7.40991 9H3.55274C3.47819 9 3.42168 8.93274 3.43453 8.85931L3.74253 7.09931C3.75258 7.04189 3.80244 7 3.86074 7H7.75991L8.45234 3.09903C8.46251 3.04174 8.51231 3 8.57049 3H10.3267C10.4014 3 10.4579 3.06746 10.4449 3.14097L9.75991 7H15.7599L16.4523 3.09903C16.4625 3.04174 16.5123 3 16.5705 3H18.3267C18.4014 3 18.4579 3.06746 18.4449 3.14097L17.7599 7H21.6171C21.6916 7 21.7481 7.06725 21.7353 7.14069L21.4273 8.90069C21.4172 8.95811 21.3674 9 21.3091 9H17.4099L17.0495 11.04H15.05L15.4104 9H9.41035L8.35035 15H10.5599V17H7.99991L7.30749 20.901C7.29732 20.9583 7.24752 21 7.18934 21H5.43309Z"
	/>
	<path
		fill="currentColor"
		d="M13.4399 12.96C12.9097 12.96 12.4799 13.3898 12.4799 13.92V20.2213C12.4799 20.7515 12.9097 21.1813 13.4399 21.1813H14.3999C14.5325 21.1813 14.6399 21.2887 14.6399 21.4213V23.4597C14.6399 23.6677 14.8865 23.7773 15.0408 23.6378L17.4858 21.4289C17.6622 21.2695 17.8916 21.1813 18.1294 21.1813H22.5599C23.0901 21.1813 23.5199 20.7515 23.5199 20.2213V13.92C23.5199 13.3898 23.0901 12.96 22.5599 12.96H13.4399Z"
	/>
`;function la(e={}){return n`<svg ${T(e)} aria-hidden="false" width="24" height="24" viewBox="0 0 24 24">${sl}</svg>`}var al=k`
	<g fill="none" fill-rule="evenodd">
		<path d="M18 0H0v18h18z" />
		<path fill="#3ba55c" d="M0 8h14.2l-3.6-3.6L12 3l6 6-6 6-1.4-1.4 3.6-3.6H0" />
	</g>
`;function ha(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${al}</svg>`}var rl=k`
	<g fill="none" fill-rule="evenodd" stroke="none" stroke-width="1">
		<path d="M18 0H0v18h18z" />
		<path fill="#ed4245" d="M3.8 8l3.6-3.6L6 3 0 9l6 6 1.4-1.4L3.8 10H18V8" />
	</g>
`;function ca(e={}){return n`<svg ${T(e)} aria-hidden="false" width="18" height="18" viewBox="0 0 18 18">${rl}</svg>`}var Zt=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},Fe=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},vg=(()=>{let e=[q("discord-system-message")],t,s=[],i,a=V,o,r=[],h=[],u,m=[],c=[],l,_=[],v=[],g,p=[],d=[],f,j=[],S=[];var G=class extends a{static{i=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;o=[y({type:String})],u=[y({reflect:!0,attribute:"type"})],l=[y({type:Boolean,reflect:!0,attribute:"channel-name"})],g=[y({type:Boolean,reflect:!0,attribute:"has-thread"})],f=[ae({context:ne}),y({type:Boolean,reflect:!0,attribute:"light-theme"})],Zt(this,null,o,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:b=>"timestamp"in b,get:b=>b.timestamp,set:(b,A)=>{b.timestamp=A}},metadata:w},r,h),Zt(this,null,u,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:b=>"type"in b,get:b=>b.type,set:(b,A)=>{b.type=A}},metadata:w},m,c),Zt(this,null,l,{kind:"accessor",name:"channelName",static:!1,private:!1,access:{has:b=>"channelName"in b,get:b=>b.channelName,set:(b,A)=>{b.channelName=A}},metadata:w},_,v),Zt(this,null,g,{kind:"accessor",name:"hasThread",static:!1,private:!1,access:{has:b=>"hasThread"in b,get:b=>b.hasThread,set:(b,A)=>{b.hasThread=A}},metadata:w},p,d),Zt(this,null,f,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:b=>"lightTheme"in b,get:b=>b.lightTheme,set:(b,A)=>{b.lightTheme=A}},metadata:w},j,S),Zt(null,t={value:i},e,{kind:"class",name:i.name,metadata:w},null,s),G=i=t.value,w&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=W`
		:host {
			color: #8e9297;
			display: flex;
			font-weight: 400;
			font-size: 1rem;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
			padding: 0px 1em;

			position: relative;
			word-wrap: break-word;
			-webkit-user-select: text;
			-moz-user-select: text;
			-ms-user-select: text;
			user-select: text;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			padding-right: 0;
			min-height: 1.375rem;
			padding-right: 48px !important;
			margin-top: 1.0625rem;
		}

		:host([light-theme]) {
			color: #2e3338;
			border-color: #eceeef;
		}

		:host([channel-name]) {
			color: #fff;
		}

		:host([light-theme][channel-name]) {
			color: #060607;
		}

		:host([type='boost']) svg {
			color: #ff73fa;
		}

		:host([type='alert']) svg {
			color: #faa81a;
		}

		:host([type='error']) svg {
			color: #faa81a;
		}

		:host .discord-message-icon {
			margin-right: 16px;
			margin-top: 5px;
			min-width: 40px;
			display: flex;
			align-items: flex-start;
			justify-content: center;
		}

		:host .discord-message-icon svg {
			width: 16px;
			height: 16px;
		}

		:host .discord-message-timestamp {
			color: #72767d;
			font-size: 12px;
			margin-left: 3px;
		}

		:host([light-theme]) .discord-message-timestamp {
			color: #747f8d;
		}

		:host .discord-message-content {
			width: 100%;
			line-height: 160%;
			font-weight: normal;
			padding-top: 2px;
			display: flex;
			flex-direction: column;
		}

		:host .discord-message-content ::slotted(i) {
			font-style: normal;
			cursor: pointer;
			color: white;
			font-weight: 500;
		}

		:host([light-theme]) .discord-message-content ::slotted(i) {
			color: #060607;
		}

		:host .discord-message-content ::slotted(i:hover) {
			text-decoration: underline;
		}

		:host(:hover) {
			background-color: rgba(4, 4, 5, 0.07);
		}

		:host([light-theme]:hover) {
			background-color: rgba(6, 6, 7, 0.02);
		}

		:host([has-thread]):after {
			width: 2rem;
			left: 2.2rem;
			top: 1.75rem;
			border-left: 2px solid #4f545c !important;
			border-bottom: 2px solid #4f545c !important;
			border-bottom-left-radius: 8px !important;
			bottom: 29px;
			content: '';
			position: absolute;
		}

		:host([light-theme][has-thread]):after {
			border-color: #747f8d !important;
		}
	`;#e=Fe(this,r,new Date);get timestamp(){return this.#e}set timestamp(w){this.#e=w}#t=(Fe(this,h),Fe(this,m,"join"));get type(){return this.#t}set type(w){this.#t=w}#i=(Fe(this,c),Fe(this,_,!1));get channelName(){return this.#i}set channelName(w){this.#i=w}#s=(Fe(this,v),Fe(this,p,!1));get hasThread(){return this.#s}set hasThread(w){this.#s=w}#a=(Fe(this,d),Fe(this,j,!1));get lightTheme(){return this.#a}set lightTheme(w){this.#a=w}checkType(){if(typeof this.type!="string")throw new TypeError("DiscordSystemMessage `type` prop must be a string.");if(!["join","leave","call","missed-call","boost","edit","thread","pin","alert","error","upgrade"].includes(this.type))throw new RangeError("DiscordSystemMessage `type` prop must be one of: 'join', 'leave', 'call', 'missed-call', 'boost', 'edit', 'thread', 'pin', 'alert', 'upgrade', 'error'")}willUpdate(){this.hasThread=Array.from(this.children).some(w=>w.tagName.toLowerCase()==="discord-thread")}render(){return this.timestamp=bt(this.timestamp),this.checkType(),n`<div class="discord-message-icon">
				${Gt(this.type,[["join",()=>ha()],["leave",()=>ca()],["call",()=>ta()],["missed-call",()=>sa()],["edit",()=>ia()],["boost",()=>ea()],["thread",()=>la()],["pin",()=>aa()],["alert",()=>oa()],["error",()=>na()],["upgrade",()=>ra()]])}
			</div>
			<div class="discord-message-content">
				<span>
					<slot></slot>
					<span class="discord-message-timestamp">${this.timestamp}</span>
				</span>
				<slot name="reactions"></slot>
				<slot name="thread"></slot>
			</div>`}constructor(){super(...arguments),Fe(this,S)}static{Fe(i,s)}};return G=i})();var ol=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},nl=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},zg=(()=>{let e=[q("discord-time")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;ol(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=W`
		:host {
			white-space: nowrap;
			background-color: #ffffff0f;
			border-radius: 3px;
			padding: 0 2px;
		}
	`;render(){return n`<slot></slot>`}static{nl(i,s)}};return o=i})();var ll=function(e,t,s,i,a,o){function r(f){if(f!==void 0&&typeof f!="function")throw new TypeError("Function expected");return f}for(var h=i.kind,u=h==="getter"?"get":h==="setter"?"set":"value",m=!t&&e?i.static?e:e.prototype:null,c=t||(m?Object.getOwnPropertyDescriptor(m,i.name):{}),l,_=!1,v=s.length-1;v>=0;v--){var g={};for(var p in i)g[p]=p==="access"?{}:i[p];for(var p in i.access)g.access[p]=i.access[p];g.addInitializer=function(f){if(_)throw new TypeError("Cannot add initializers after decoration has completed");o.push(r(f||null))};var d=(0,s[v])(h==="accessor"?{get:c.get,set:c.set}:c[u],g);if(h==="accessor"){if(d===void 0)continue;if(d===null||typeof d!="object")throw new TypeError("Object expected");(l=r(d.get))&&(c.get=l),(l=r(d.set))&&(c.set=l),(l=r(d.init))&&a.unshift(l)}else(l=r(d))&&(h==="field"?a.unshift(l):c[u]=l)}m&&Object.defineProperty(m,i.name,c),_=!0},hl=function(e,t,s){for(var i=arguments.length>2,a=0;a<t.length;a++)s=i?t[a].call(e,s):t[a].call(e);return i?s:void 0},kg=(()=>{let e=[q("discord-underlined")],t,s=[],i,a=V;var o=class extends a{static{i=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;ll(null,t={value:i},e,{kind:"class",name:i.name,metadata:r},null,s),o=i=t.value,r&&Object.defineProperty(i,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r}),hl(i,s)}render(){return n`
			<u>
				<slot></slot>
			</u>
		`}};return o=i})();var re={text:0,dm:1,news:5,newsThread:10,publicThread:11,privateThread:12,forum:15},qe={default:0,pin:6,join:7,threadCreated:18,reply:19,chatCommand:20,threadStarter:21,menuCommand:23},Kt={ephemeral:64,loading:128,componentsV2:32768},dr=1,Dt={chat:1,user:2,message:3},be={subcommand:1,group:2,string:3,integer:4,boolean:5,user:6,channel:7,role:8,mentionable:9,number:10};var cl=150,da=class extends V{constructor(){super();this.timer=0;this.values={},this.choices={},this.problem="",this.busy=!1}static{this.properties={store:{attribute:!1},slash:{attribute:!1},values:{attribute:!1},choices:{state:!0},problem:{state:!0},busy:{state:!0}}}createRenderRoot(){return this}firstUpdated(s){let i=[...this.querySelectorAll("input, select")],a=i.filter(r=>r.value!=="");(i.find(r=>r.required&&r.value==="")??a.at(-1)??i[0]??this.querySelector("[type=submit]"))?.focus()}typed(s){return this.querySelector(`[name="option-${CSS.escape(s)}"]`)?.value.trim()??""}optionValue(s){let i=this.typed(s.name);if(i==="")return;let a=[...s.choices??[],...this.choices[s.name]??[]].find(o=>String(o.value)===i||o.name===i);return a?a.value:s.type===be.boolean?i==="true":s.type===be.integer||s.type===be.number?Number(i):i}options(){let s={};for(let i of this.slash.options){let a=this.optionValue(i);a!==void 0&&(s[i.name]=a)}return s}async send(s){if(s.preventDefault(),this.busy)return;let i=this.options(),a=this.slash.options.find(r=>r.required&&i[r.name]===void 0);if(a){this.problem=`Please fill in “${a.name}”.`,this.querySelector(`[name="option-${CSS.escape(a.name)}"]`)?.focus();return}this.busy=!0;let o=await this.store.interact({do:"command",channel:this.store.at,name:this.slash.name,options:i},null,null);this.busy=!1,o&&this.leave()}leave(){this.dispatchEvent(new CustomEvent("leave"))}ask(s){clearTimeout(this.timer),this.timer=window.setTimeout(async()=>{let i={do:"autocomplete",channel:this.store.at,name:this.slash.name,options:this.options(),focused:s.name},a=await this.store.act(i);a&&(this.choices={...this.choices,[s.name]:a.choices??[]})},cl)}offered(s){let{store:i}=this,a=(i.state?.people??[]).map(({user:r})=>({value:r.id,label:`@${i.nameOf(r.id)}`})),o=(i.state?.guild.roles??[]).map(r=>({value:r.id,label:r.name.startsWith("@")?r.name:`@${r.name}`}));switch(s.type){case be.boolean:return["true","false"].map(r=>({value:r,label:r==="true"?"True":"False"}));case be.user:return a;case be.role:return o;case be.mentionable:return[...a,...o];case be.channel:return(i.state?.channels??[]).filter(r=>r.type!==re.dm&&(!s.channel_types?.length||s.channel_types.includes(r.type))).map(r=>({value:r.id,label:`#${r.name}`}));default:return s.choices?.length?s.choices.map(r=>({value:String(r.value),label:r.name})):null}}drawInput(s,i){let a=this.values[s.name]??"",o=this.offered(s),r=`option-${s.name}`;if(o){let u=o.find(m=>m.value===a||m.label.toLowerCase()===a.toLowerCase())?.value;return n`<select id=${i} name=${r} ?required=${s.required??!1} aria-describedby="${i}-hint">
				<option value="" ?selected=${!u}>${s.required?"choose…":"(none)"}</option>
				${o.map(m=>n`<option value=${m.value} ?selected=${m.value===u}>${m.label}</option>`)}
			</select>`}let h=s.type===be.integer||s.type===be.number;return n`<input
				id=${i}
				name=${r}
				type=${h?"number":"text"}
				step=${s.type===be.number?"any":M}
				min=${s.min_value??M}
				max=${s.max_value??M}
				minlength=${s.min_length??M}
				maxlength=${s.max_length??M}
				list=${s.autocomplete?`${i}-list`:M}
				autocomplete="off"
				?required=${s.required??!1}
				aria-describedby="${i}-hint"
				.defaultValue=${a}
				@focus=${()=>s.autocomplete&&this.ask(s)}
				@input=${()=>s.autocomplete&&this.ask(s)}
			/>${s.autocomplete?n`<datalist id="${i}-list">${(this.choices[s.name]??[]).map(u=>n`<option value=${u.name}></option>`)}</datalist>`:M}`}render(){return n`<form
			class="command-form"
			novalidate
			aria-label="Command ${this.slash.name}"
			@submit=${this.send}
			@keydown=${s=>s.key==="Escape"&&this.leave()}
		>
			<div class="command-head">
				<strong>/${this.slash.name}</strong> <span>${this.slash.description}</span>
				<button type="button" class="close" aria-label="Leave this command" @click=${this.leave}>✕</button>
			</div>
			<div class="command-options">
				${this.slash.options.map((s,i)=>{let a=`option-${i}`;return n`<div class="option">
						<label for=${a}>${s.name}${s.required?"":n`<small> optional</small>`}</label>
						${this.drawInput(s,a)}
						<small id="${a}-hint">${s.description}</small>
					</div>`})}
				<button type="submit" class="primary" ?disabled=${this.busy}>Send</button>
			</div>
			<p class="failed" role="alert">${this.problem}</p>
		</form>`}};customElements.define("command-form",da);function mr(e,t,s){let i=s.filter(a=>a.type===be.subcommand||a.type===be.group);return i.length?i.flatMap(a=>mr(`${e} ${a.name}`,a.description,a.options??[])):[{name:e,description:t,options:s}]}function pr(e){return e.filter(t=>(t.type??Dt.chat)===Dt.chat).flatMap(t=>mr(t.name,t.description,t.options??[])).sort((t,s)=>t.name.localeCompare(s.name))}function ur(e,t){let s=t.toLowerCase().trimStart(),i=e.filter(o=>o.name.startsWith(s)),a=e.filter(o=>!o.name.startsWith(s)&&`${o.name} ${o.description}`.toLowerCase().includes(s));return[...i,...a]}function ma(e,t){let s=e.replace(/^\//,""),i=t.filter(r=>s===r.name||s.startsWith(`${r.name} `)).sort((r,h)=>h.name.length-r.name.length)[0];if(!i)return null;let a={},o=i.options[0]?.name;for(let r of s.slice(i.name.length).split(/(?<=^|\s)(?=[\w-]{1,32}:)/u)){let h=i.options.find(m=>r.startsWith(`${m.name}:`));h&&(o=h.name);let u=h?r.slice(h.name.length+1):r;o&&u.trim()&&(a[o]=`${a[o]??""}${u}`)}return{slash:i,values:Object.fromEntries(Object.entries(a).map(([r,h])=>[r,h.trim()]))}}var dl=[["**","bold"],["__","underline"],["~~","strike"],["||","spoiler"],["*","italic"],["_","italic"]],ml=/[\\`*_~|>#\-+[\](){}.!<:@&/]/,pl=[[/^<@!?(\d{1,20})>/,e=>({kind:"user",id:e[1],name:""})],[/^<@&(\d{1,20})>/,e=>({kind:"role",id:e[1],name:""})],[/^<#(\d{1,20})>/,e=>({kind:"channel",id:e[1],name:""})],[/^<a?:(\w{2,32}):(\d{1,20})>/,e=>({kind:"emoji",id:e[2],name:e[1]})],[/^<\/([^:>]{1,100}):\d{1,20}>/,e=>({kind:"command",name:e[1]})],[/^<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/,e=>({kind:"time",seconds:Number(e[1]),style:e[2]??"f"})],[/^<(https?:\/\/[^\s<>]{1,2000})>/,e=>({kind:"link",url:e[1],children:[{kind:"text",text:e[1]}]})]],ul=/^https?:\/\/[^\s<>"]{1,2000}/,fl=/^\[([^\n]{1,500}?)\]\(<?(https?:\/\/[^\s<>)]{1,2000})>?(?:\s+"[^"\n]{0,200}")?\)/;function We(e){try{let t=new URL(e);return t.protocol==="http:"||t.protocol==="https:"?t.href:null}catch{return null}}var pa=class{constructor(){this.nodes=[];this.text=""}add(t){this.text+=t}put(t){this.flush(),this.nodes.push(t)}flush(){return this.text&&this.nodes.push({kind:"text",text:this.text}),this.text="",this.nodes}};function vl(e,t,s){for(let i=s;i<e.length;i++){let a=e[i];if(a==="\\")i++;else if(a==="`"&&t!=="`"){let o=e.indexOf("`",i+1);o>0&&(i=o)}else if(e.startsWith(t,i)){if(t==="_"&&/\w/.test(e[i+1]??"")&&e[i+1]!=="_")continue;if(t.length===1&&e[i+1]===t){i++;continue}for(;t.length===2&&e[i+2]===t[0];)i++;if(i>s)return i}}return-1}function gl(e,t,s,i){for(let[a,o]of dl){if(!e.startsWith(a,t))continue;let r=t+a.length;if(a==="*"&&/\s/.test(e[r]??" ")||a==="_"&&/\w/.test(e[t-1]??""))continue;let h=vl(e,a,r);if(!(h<0))return i.put({kind:o,children:Yt(e.slice(r,h),s+1)}),h+a.length}return-1}function bl(e,t,s){let i=e.startsWith("``",t)?"``":"`",a=e.indexOf(i,t+i.length);return a<=t+i.length-1||a===t+i.length?-1:(s.put({kind:"code",text:e.slice(t+i.length,a)}),a+i.length)}function _l(e,t){let s=ul.exec(e.slice(t,t+2010))?.[0];if(!s)return null;let i=s.replace(/[.,;:!?'"*_~|]+$/,"");for(;i.endsWith(")")&&i.split(")").length>i.split("(").length;)i=i.slice(0,-1);return We(i)?i:null}function yl(e,t,s,i){if(e[t]==="["){let o=fl.exec(e.slice(t,t+2800));return!o||!We(o[2])?-1:(i.put({kind:"link",url:o[2],children:Yt(o[1],s+1)}),t+o[0].length)}let a=_l(e,t);return a?(i.put({kind:"link",url:a,children:[{kind:"text",text:a}]}),t+a.length):-1}function zl(e,t,s){let i=e.slice(t,t+2010);for(let[a,o]of pl){let r=a.exec(i);if(r)return s.put(o(r)),t+r[0].length}return-1}function wl(e,t,s){let i=/^@(everyone|here)\b/.exec(e.slice(t,t+10));return i?(s.put({kind:"everyone",text:i[0]}),t+i[0].length):-1}function Yt(e,t=0){let s=new pa,i=0;for(;i<e.length;){let a=e[i],o=-1;if(a==="\\"&&ml.test(e[i+1]??"")){s.add(e[i+1]),i+=2;continue}t<8&&(a==="`"?o=bl(e,i,s):a==="*"||a==="_"||a==="~"||a==="|"?o=gl(e,i,t,s):a==="["||a==="h"?o=yl(e,i,t,s):a==="<"?o=zl(e,i,s):a==="@"&&(o=wl(e,i,s))),o>i?i=o:(s.add(a),i++)}return s.flush()}var xl=/^```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]*?)\n?```\n?/,$l=/\u001b\[[\d;]*m/g,Ml=/^(#{1,3}) +(.+)$/,kl=/^-# +(.+)$/,Tl=/^ *[-*] +(.+)$/,fr=/^ *(\d{1,9})\. +(.+)$/;function gr(e,t,s){let i=[];for(let a=t;a<e.length;a++){let o=s.exec(e[a]);if(!o)break;i.push(o)}return i}function El(e,t){if(e[t].startsWith(">>> "))return{lines:[e[t].slice(4),...e.slice(t+1)],taken:e.length-t};let s=gr(e,t,/^>(?: (.*)|)$/);return s.length?{lines:s.map(i=>i[1]??""),taken:s.length}:null}function Cl(e,t,s){let i=e[t],a=Ml.exec(i);if(a)return{node:{kind:"header",level:a[1].length,children:Yt(a[2])},taken:1};let o=kl.exec(i);if(o)return{node:{kind:"subtext",children:Yt(o[1])},taken:1};for(let h of[Tl,fr]){let u=gr(e,t,h);if(!u.length)continue;let m=h===fr,c=u.map(l=>Yt(l[m?2:1]));return{node:{kind:"list",ordered:m,start:m?Number(u[0][1]):1,items:c},taken:u.length}}let r=s===0?El(e,t):null;return r&&{node:{kind:"quote",children:br(r.lines.join(`
`),1)},taken:r.taken}}function vr(e,t){let s=e.split(`
`),i=[],a=[],o=()=>{a.length&&i.push(...Yt(a.join(`
`))),a=[]};for(let r=0;r<s.length;){let h=Cl(s,r,t);h?(o(),i.push(h.node),r+=h.taken):a.push(s[r++])}return o(),i}function br(e,t){let s=[],i=e;for(;i;){let a=i.indexOf("```"),o=a<0?null:xl.exec(i.slice(a));if(!o||!o[2])return[...s,...vr(i,t)];let r=i.slice(0,a).replace(/\n$/,"");r&&s.push(...vr(r,t)),s.push({kind:"fence",text:o[2].replace($l,""),language:o[1]??""}),i=i.slice(a+o[0].length)}return s}function ua(e){return br(e.replace(/\r\n?/g,`
`),0)}function Jt(e){let t=s=>s.map(i=>"text"in i?i.text:"children"in i?t(i.children):i.kind==="list"?i.items.map(t).join(" "):"").join("");return t(ua(e))}var jt=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit"}),_r=new Intl.DateTimeFormat(void 0,{hour:"2-digit",minute:"2-digit",second:"2-digit"}),us=new Intl.DateTimeFormat(void 0,{day:"2-digit",month:"2-digit",year:"numeric"}),fs=new Intl.DateTimeFormat(void 0,{day:"numeric",month:"long",year:"numeric"}),Hl=new Intl.DateTimeFormat(void 0,{weekday:"long"}),Sl=new Intl.RelativeTimeFormat(void 0,{numeric:"auto"});function yr(e){return BigInt(Math.max(0,e-14200704e5))<<22n}function Ge(e,t=new Date){let s=new Date(e),i=Math.round((vs(t)-vs(s))/864e5);return i===0?`Today at ${jt.format(s)}`:i===1?`Yesterday at ${jt.format(s)}`:`${us.format(s)} ${jt.format(s)}`}function zr(e){return fs.format(new Date(e))}function wr(e,t){return vs(new Date(e))===vs(new Date(t))}function vs(e){return new Date(e.getFullYear(),e.getMonth(),e.getDate()).getTime()}var fa=[["year",31536e3],["month",2592e3],["day",86400],["hour",3600],["minute",60],["second",1]];function Al(e,t=Date.now()){let s=e-t/1e3,[i,a]=fa.find(([,o])=>Math.abs(s)>=o)??fa[fa.length-1];return Sl.format(Math.round(s/a),i)}function va(e,t){let s=new Date(e*1e3);if(Number.isNaN(s.getTime()))return"Invalid date";switch(t){case"t":return jt.format(s);case"T":return _r.format(s);case"d":return us.format(s);case"D":return fs.format(s);case"F":return`${Hl.format(s)}, ${fs.format(s)} ${jt.format(s)}`;case"s":return`${us.format(s)} ${jt.format(s)}`;case"S":return`${us.format(s)} ${_r.format(s)}`;case"R":return Al(e);default:return`${fs.format(s)} ${jt.format(s)}`}}function xr(e,t=Date.now()){let s=Math.max(0,Math.ceil((Date.parse(e)-t)/6e4));return s>=1440?`${Math.round(s/1440)}d`:s>=60?`${Math.round(s/60)}h`:`${s}m`}function Ke(e,t,s="message"){return n`<span class="md">${jl(e).map(i=>Mr(i,t,s==="embed"))}</span>`}var Dl=1e3,gs=new Map;function jl(e){let t=gs.get(e);return t||(t=ua(e),gs.size>=Dl&&gs.clear(),gs.set(e,t)),t}var $r=e=>{if(e instanceof KeyboardEvent&&e.key!=="Enter"&&e.key!==" ")return;e instanceof KeyboardEvent&&e.preventDefault();let t=e.currentTarget;t.activated=!0,t.removeAttribute("aria-label"),t.removeAttribute("tabindex")};function Ze(e,t,s){return e.map(i=>Mr(i,t,s))}function Ol(e,t){let s=t.channel(e);if(!s)return n`<discord-mention type="channel">unknown</discord-mention>`;let i=s.type===re.forum?"forum":s.type>=10&&s.type<=12?"thread":"channel";return n`<discord-mention
		type=${i}
		role="link"
		tabindex="0"
		@click=${()=>t.open(e)}
		@keydown=${a=>a.key==="Enter"&&t.open(e)}
		>${s.name??"unknown"}</discord-mention
	>`}function Rl(e,t,s){let i=We(e);if(!i)return n`${t}`;let a=s.jumpTarget(i);if(!a||t!==void 0)return n`<a href=${i} target="_blank" rel="noopener noreferrer">${t??e}</a>`;let o=s.channel(a.channel);return n`<a class="jump" href=${i}># ${o?.name??"unknown"}${a.message?" › message":""}</a>`}function Mr(e,t,s){switch(e.kind){case"text":return e.text;case"bold":return n`<strong>${Ze(e.children,t,s)}</strong>`;case"italic":return n`<em>${Ze(e.children,t,s)}</em>`;case"underline":return n`<u>${Ze(e.children,t,s)}</u>`;case"strike":return n`<s>${Ze(e.children,t,s)}</s>`;case"spoiler":return n`<discord-spoiler
				role="button"
				tabindex="0"
				aria-label="Spoiler, press to show"
				@click=${$r}
				@keydown=${$r}
				>${Ze(e.children,t,s)}</discord-spoiler
			>`;case"code":return n`<code class="inline">${e.text}</code>`;case"fence":return n`<pre class="fence" tabindex="0" aria-label="Code"><code>${e.text}</code></pre>`;case"quote":return n`<discord-quote>${Ze(e.children,t,s)}</discord-quote>`;case"header":return n`<div class="h h${e.level}" role="heading" aria-level=${e.level+2}>${Ze(e.children,t,s)}</div>`;case"subtext":return n`<small class="subtext">${Ze(e.children,t,s)}</small>`;case"list":{let i=e.items.map(a=>n`<li>${Ze(a,t,s)}</li>`);return e.ordered?n`<ol start=${e.start}>${i}</ol>`:n`<ul>${i}</ul>`}case"link":{let i=e.children.length===1&&e.children[0].kind==="text"&&e.children[0].text===e.url;return Rl(e.url,i?void 0:Ze(e.children,t,s),t)}case"user":{let i=e.id===t.state?.me.id&&!s;return n`<discord-mention type="user" ?highlight=${i}>${t.nameOf(e.id)}</discord-mention>`}case"role":{let i=t.state?.guild.roles.find(a=>a.id===e.id);return n`<discord-mention type="role">${i?.name??"unknown role"}</discord-mention>`}case"channel":return Ol(e.id,t);case"everyone":return n`<span class="everyone">${e.text}</span>`;case"command":return n`<discord-mention type="slash">${e.name}</discord-mention>`;case"emoji":return`:${e.name}:`;case"time":return n`<discord-time title=${va(e.seconds,"F")}>${va(e.seconds,e.style)}</discord-time>`;default:return M}}function yt(e){if(!e)return;let t=We(e);return t&&new URL(t).origin===location.origin?t:void 0}function ga(e){return e==null?void 0:`#${e.toString(16).padStart(6,"0")}`}var Vl=12,Il=3;function Ll(e){let t=[];for(let s=0;s<e.length;){let i=1;if(e[s].inline)for(;i<Il&&e[s+i]?.inline;)i++;let a=Vl/i;for(let o=0;o<i;o++)t.push(`${o*a+1} / ${(o+1)*a+1}`);s+=i}return t}function ba(e,t){let s=e.fields??[],i=Ll(s),a=e.footer?.text??"";return n`<discord-embed
		slot="embeds"
		color=${L(ga(e.color))}
		embed-title=${L(e.title&&Jt(e.title))}
		url=${L(e.url&&(We(e.url)??void 0))}
		author-name=${L(e.author?.name)}
		author-url=${L(e.author?.url&&(We(e.author.url)??void 0))}
		author-image=${L(yt(e.author?.icon_url))}
		image=${L(yt(e.image?.url))}
		thumbnail=${L(yt(e.thumbnail?.url))}
		provider=${L(e.provider?.name)}
	>
		${e.description?n`<discord-embed-description slot="description">${Ke(e.description,t,"embed")}</discord-embed-description>`:M}
		${s.length?n`<discord-embed-fields slot="fields">
					${s.map((o,r)=>n`<discord-embed-field
								field-title=${Jt(o.name)}
								?inline=${o.inline??!1}
								style="grid-column: ${i[r]??""}"
								>${Ke(o.value,t,"embed")}</discord-embed-field
							>`)}
				</discord-embed-fields>`:M}
		${a||e.timestamp?n`<discord-embed-footer slot="footer" footer-image=${L(yt(e.footer?.icon_url))}
					>${a}${a&&e.timestamp?" • ":""}${e.timestamp?Ge(e.timestamp):""}</discord-embed-footer
				>`:M}
	</discord-embed>`}var Pl=400,Nl=300,Bl="SPOILER_";function _a(e){return e<1024?[e,"bytes"]:e<1024*1024?[Math.round(e/1024*10)/10,"KB"]:[Math.round(e/1024/1024*10)/10,"MB"]}function Ul(e,t,s){let{width:i,height:a}=e,o=i&&a?Math.min(1,Pl/i,Nl/a):1,r=e.description??"";return n`<figure class="picture">
		<button class="bare" @click=${()=>s.show({kind:"attachment",src:t,alt:r||e.filename})} aria-label=${`Enlarge picture: ${r||e.filename}`}>
			<img
				src=${t}
				alt=${r||e.filename}
				width=${i?Math.round(i*o):""}
				height=${a?Math.round(a*o):""}
			/>
		</button>
		${r?n`<figcaption><span class="alt-badge" aria-hidden="true">ALT</span> ${r}</figcaption>`:""}
	</figure>`}function Fl(e){let[t,s]=_a(e.size);return n`<div class="file">
		<discord-file-attachment
			name=${e.filename}
			bytes=${t}
			bytes-unit=${s}
			href=${e.url}
			target="_blank"
			rel="noreferrer noopener"
		></discord-file-attachment>
		${e.description?n`<div class="alt"><span class="alt-badge" aria-hidden="true">ALT</span> ${e.description}</div>`:""}
	</div>`}function ql(e){return n`<div class="hidden-spoiler"><button class="spoiler-veil" @click=${s=>{s.currentTarget.parentElement.classList.remove("hidden-spoiler"),s.currentTarget.remove()}}>Spoiler</button>${e}</div>`}function ya(e,t){return n`<discord-attachments slot="attachments">
		${e.map(s=>{let a=/^image\/(?!svg)/.test(s.content_type??"")?yt(s.url):void 0,o=a?Ul(s,a,t):Fl(s);return s.filename.startsWith(Bl)?ql(o):o})}
	</discord-attachments>`}var za=new WeakMap,it=Ae(class extends Lt{render(e){return M}update(e,[t]){let s=t!==this.G;return s&&this.rt(void 0),(s||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),M}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,s=za.get(t);s===void 0&&(s=new WeakMap,za.set(t,s)),s.get(this.G)!==void 0&&this.G.call(this.ht,void 0),s.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?za.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var bs=2e3;function _s(e){e.style.height="auto",e.style.height=`${Math.min(e.scrollHeight,320)}px`}var kr=new WeakSet;function Wl(e){if(!e||kr.has(e))return;kr.add(e);let t=e;queueMicrotask(()=>{t.focus(),t.setSelectionRange(t.value.length,t.value.length),_s(t)})}function Tr(e,t){let s=async a=>{let o=a.value.trim();if(!o&&!e.attachments.length)return t.show({kind:"delete",message:e});o!==e.content&&!await t.act({do:"edit",channel:e.channel_id,message:e.id,content:o})||t.startEdit(null)},i=a=>{a.stopPropagation(),!a.isComposing&&(a.key==="Escape"?t.startEdit(null):a.key==="Enter"&&!a.shiftKey&&(a.preventDefault(),s(a.target)))};return n`<div class="editor">
		<textarea
			aria-label="Edit message"
			maxlength=${bs}
			rows="1"
			.value=${e.content}
			@keydown=${i}
			@input=${a=>_s(a.target)}
			${it(Wl)}
		></textarea>
		<p class="hint">
			escape to <button class="link" @click=${()=>t.startEdit(null)}>cancel</button> • enter to
			<button
				class="link"
				@click=${a=>s(a.target.closest(".editor").querySelector("textarea"))}
			>
				save
			</button>
		</p>
	</div>`}var Er=10,Gl=8*1024*1024,Zl=1024,Kl=200;function Yl(e){return new Promise((t,s)=>{let i=new FileReader;i.onload=()=>t(String(i.result).split(",",2)[1]??""),i.onerror=()=>s(new Error("unreadable")),i.readAsDataURL(e)})}var wa=class extends V{constructor(){super();this.drafts=new Map;this.place="";this.text="",this.uploads=[],this.command=null,this.active=0,this.busy=this.extras=!1}static{this.properties={store:{attribute:!1},channel:{attribute:!1},owner:{},version:{attribute:!1},text:{state:!0},uploads:{state:!0},command:{state:!0},active:{state:!0},busy:{state:!0},extras:{state:!0}}}createRenderRoot(){return this}willUpdate(s){let i=`${this.owner}/${this.channel?.id}`;if(i===this.place)return;this.place&&this.drafts.set(this.place,{text:this.text,uploads:this.uploads});let a=this.drafts.get(i);this.place=i,this.text=a?.text??"",this.uploads=a?.uploads??[],this.command=null,this.extras=!1}updated(){let s=this.area;s&&_s(s),this.store.replyTo?.id!==this.replying&&(this.replying=this.store.replyTo?.id,this.replying&&s?.focus()),this.querySelector(".suggestions .active")?.scrollIntoView({block:"nearest"})}get area(){return this.querySelector("textarea")}get slashes(){return pr(this.store.state?.commands??[])}get suggestions(){return/^\/[^\n]{0,60}$/.test(this.text)?ur(this.slashes,this.text.slice(1)):[]}what(){let{channel:s,store:i}=this,a=this.text.trim(),o=this.uploads.map(h=>({filename:h.name,content_type:h.type,data:h.data,...h.alt&&{description:h.alt}})),r=o.length?{attachments:o}:{};return s.id===""?{do:"dm",content:a}:i.replyTo?{do:"reply",channel:s.id,message:i.replyTo.id,content:a,...r}:{do:"send",channel:s.id,content:a,...r}}async send(){if(this.busy||!this.text.trim()&&!this.uploads.length)return;let s=this.text.startsWith("/")?ma(this.text.trim(),this.slashes):null;if(s)return this.start(s.slash,s.values);this.busy=!0;let i=await this.store.act(this.what());this.busy=!1,i&&(this.text="",this.uploads=[],this.store.startReply(null),await this.updateComplete,this.area?.focus())}start(s,i={}){this.text="",this.active=0,this.command={slash:s,values:i}}async leaveCommand(){this.command=null,await this.updateComplete,this.area?.focus()}onInput(s){this.text=s.target.value,this.active=0;let i=/^\/(.+) $/.exec(this.text)?.[1],a=i&&this.slashes.find(o=>o.name===i);a&&!this.slashes.some(o=>o.name.startsWith(`${i} `))&&this.start(a)}onKey(s){if(s.isComposing)return;let{suggestions:i}=this,a=i.length;a&&(s.key==="ArrowDown"||s.key==="ArrowUp")?(s.preventDefault(),this.active=(this.active+(s.key==="ArrowDown"?1:a-1))%a):a&&(s.key==="Tab"||s.key==="Enter"&&!s.shiftKey&&!ma(this.text,i)?.slash.options.length)?(s.preventDefault(),this.start(i[this.active])):s.key==="Enter"&&!s.shiftKey?(s.preventDefault(),this.send()):s.key==="Escape"?a?this.text="":this.store.startReply(null):s.key==="ArrowUp"&&!this.text&&this.editLast(s)}editLast(s){let i=this.store.messages(this.channel.id).findLast(a=>a.author.id===this.store.state?.me.id&&a.type!==18);i&&(s.preventDefault(),this.store.startEdit(i))}async add(s){this.extras=!1;for(let i of s){if(this.uploads.length>=Er)return this.store.toast(`A message takes ${Er} files at most. Send the rest in another one.`);if(i.size>Gl)this.store.toast(`“${i.name}” is larger than 8 MB. Choose a smaller file.`);else try{this.uploads=[...this.uploads,{name:i.name,type:i.type||"application/octet-stream",size:i.size,data:await Yl(i),alt:""}]}catch{this.store.toast(`“${i.name}” can't be read. Choose it again.`)}}this.area?.focus()}drawUpload(s,i){let[a,o]=_a(s.size),r=h=>{this.uploads=this.uploads.with(i,{...s,alt:h.target.value})};return n`<li class="upload">
			<span><strong>${s.name}</strong> ${a} ${o}</span>
			<input aria-label="Alt text of ${s.name}" placeholder="Alt text (what it shows)" maxlength=${Zl} .value=${s.alt} @input=${r} />
			<button class="close" aria-label="Remove ${s.name}" @click=${()=>this.uploads=this.uploads.filter((h,u)=>u!==i)}>✕</button>
		</li>`}drawSuggestions(s){return n`<div class="suggestions">
			<p class="menu-title">${s.length?"Commands you may use":"No such command for you. Another person may have it."}</p>
			<ul id="slash-list" role="listbox" aria-label="Slash commands">
				${s.map((i,a)=>n`<li
							id="slash-${a}"
							role="option"
							aria-selected=${a===this.active}
							class=${a===this.active?"active":""}
							@mousedown=${o=>o.preventDefault()}
							@mousemove=${()=>this.active=a}
							@click=${()=>this.start(i)}
						>
							<span class="option-words"
								><span class="option-label"
									>/${i.name}
									${i.options.map(o=>n`<span class="argument ${o.required?"required":""}">${o.name}</span> `)}</span
								><span class="option-description">${i.description}</span></span
							>
						</li>`)}
			</ul>
		</div>`}drawReply(){let s=this.store.replyTo;return s?n`<div class="replying">
			<span>Replying to <strong>${this.store.nameOf(s.author.id,s.author)}</strong></span>
			<button class="close" aria-label="Do not reply" @click=${()=>this.store.startReply(null)}>✕</button>
		</div>`:M}drawExtras(){let s=this.channel.type===re.text,i=a=>{let o=a.target,r=[...o.files??[]];o.value="",this.add(r)};return n`<div
			class="extras"
			?hidden=${!this.extras}
			@keydown=${a=>{a.key==="Escape"&&(this.extras=!1,this.querySelector(".plus")?.focus())}}
		>
			<label class="as-button" tabindex="-1">Attach a file or picture<input type="file" multiple aria-label="Attach a file or picture" @change=${i} /></label>
			<button @click=${()=>(this.extras=!1,this.store.show({kind:"poll"}))}>Create a poll</button>
			${s?n`<button @click=${()=>(this.extras=!1,this.store.show({kind:"thread",message:null}))}>Create a thread</button>`:M}
			<button @click=${()=>(this.extras=!1,this.text="/",this.area?.focus())}>Use a command</button>
		</div>`}render(){if(this.command)return n`<command-form
				.store=${this.store}
				.slash=${this.command.slash}
				.values=${this.command.values}
				@leave=${this.leaveCommand}
			></command-form>`;let{suggestions:s,channel:i}=this,a=/^\/[^\n]{0,60}$/.test(this.text)&&(s.length>0||!this.text.includes(" ")),r=i.type===re.dm?`@${this.store.state?.bot.user.username}`:`#${i.name}`,h=bs-this.text.length;return n`${a?this.drawSuggestions(s):M} ${this.drawReply()}
			${this.uploads.length?n`<ul class="uploads" aria-label="Files to send">${this.uploads.map((u,m)=>this.drawUpload(u,m))}</ul>`:M}
			<div class="write">
				${i.id===""?M:n`<button class="plus" aria-label="Add a file, a poll or a command" aria-expanded=${this.extras} @click=${()=>this.extras=!this.extras}>+</button>
							${this.drawExtras()}`}
				<textarea
					rows="1"
					maxlength=${bs}
					aria-label="Message ${r}"
					placeholder="Message ${r}   ( / for commands )"
					aria-autocomplete="list"
					aria-controls=${a?"slash-list":M}
					aria-activedescendant=${a&&s.length?`slash-${this.active}`:M}
					.value=${this.text}
					@input=${this.onInput}
					@keydown=${this.onKey}
					@paste=${u=>u.clipboardData?.files.length&&(u.preventDefault(),void this.add(u.clipboardData.files))}
				></textarea>
				${h<Kl?n`<span class="counter">${h}</span>`:M}
				<button class="send" aria-label="Send" ?disabled=${this.busy} @click=${()=>this.send()}>➤</button>
			</div>`}};customElements.define("message-composer",wa);var ys={string:3,user:5,role:6,mentionable:7,channel:8};function Cr(e){return(e.state?.people??[]).map(({user:t,title:s})=>({value:t.id,label:e.nameOf(t.id),description:s}))}function Hr(e){let t=e.state?.guild;return(t?.roles??[]).filter(s=>s.id!==t?.id).map(s=>({value:s.id,label:s.name}))}function Jl(e,t){return(e.state?.channels??[]).filter(s=>s.type!==re.dm&&(!t?.length||t.includes(s.type))).map(s=>({value:s.id,label:`# ${s.name??""}`}))}function wi(e,t){let s=new Set(e.default_values?.map(a=>a.id)),i=a=>a.map(o=>({...o,default:s.has(o.value)}));switch(e.type){case ys.user:return i(Cr(t));case ys.role:return i(Hr(t));case ys.mentionable:return i([...Cr(t),...Hr(t)]);case ys.channel:return i(Jl(t,e.channel_types));default:return e.options??[]}}var Ql=260,Xl=0,xa=class extends V{constructor(){super();this.key=`select-${++Xl}`;this.valuesAtOpen="";this.known="";this.options=[],this.placeholder="Make a selection",this.label="",this.min=this.max=1,this.disabled=this.open=this.upward=!1,this.chosen=[],this.active=0}static{this.properties={options:{attribute:!1},placeholder:{},label:{},min:{type:Number},max:{type:Number},disabled:{type:Boolean},open:{state:!0},chosen:{state:!0},active:{state:!0},upward:{state:!0}}}createRenderRoot(){return this}willUpdate(s){if(!s.has("options"))return;let i=JSON.stringify(this.options);i!==this.known&&(this.known=i,this.chosen=this.options.filter(a=>a.default).map(a=>a.value))}get values(){return this.options.map(s=>s.value).filter(s=>this.chosen.includes(s))}toggle(s){this.disabled||s===this.open||(this.open=s,s?(this.valuesAtOpen=JSON.stringify(this.values),this.upward=this.roomBelow()<Ql&&!this.closest("dialog"),this.active=Math.max(0,this.options.findIndex(i=>this.chosen.includes(i.value)))):this.max>1&&JSON.stringify(this.values)!==this.valuesAtOpen&&this.send())}roomBelow(){return(this.closest(".scroller")?.getBoundingClientRect().bottom??innerHeight)-this.getBoundingClientRect().bottom}send(){this.chosen.length<this.min||this.dispatchEvent(new CustomEvent("choose",{detail:this.values}))}pick(s){let i=this.options[s]?.value;if(i!==void 0){if(this.max>1){this.chosen.includes(i)?this.chosen=this.chosen.filter(a=>a!==i):this.chosen.length<this.max&&(this.chosen=[...this.chosen,i]);return}this.chosen=this.chosen.includes(i)&&this.min===0?[]:[i],this.open=!1,this.send()}}onKey(s){let i=this.options.length-1,a={ArrowDown:this.active+1,ArrowUp:this.active-1,Home:0,End:i};if(s.key==="Escape"&&this.open)s.stopPropagation(),s.preventDefault(),this.toggle(!1);else if(s.key==="Enter"||s.key===" ")s.preventDefault(),this.open?this.pick(this.active):this.toggle(!0);else if(s.key in a)s.preventDefault(),this.open?this.active=Math.min(i,Math.max(0,a[s.key])):this.toggle(!0);else if(s.key.length===1&&this.open){let o=s.key.toLowerCase(),r=this.options.findIndex((h,u)=>u>this.active&&h.label.toLowerCase().startsWith(o));this.active=r>=0?r:Math.max(0,this.options.findIndex(h=>h.label.toLowerCase().startsWith(o)))}}updated(){this.open&&this.querySelector(".active")?.scrollIntoView({block:"nearest"})}drawOption(s,i){let a=this.chosen.includes(s.value);return n`<li
			id="${this.key}-${i}"
			role="option"
			aria-selected=${a}
			class=${i===this.active?"active":""}
			@mousemove=${()=>this.active=i}
			@mousedown=${o=>o.preventDefault()}
			@click=${()=>this.pick(i)}
		>
			<span class="option-words">
				<span class="option-label">${s.emoji?.name?`${s.emoji.name} `:""}${s.label}</span>
				${s.description?n`<span class="option-description">${s.description}</span>`:M}
			</span>
			${this.max>1?n`<span class="tick" aria-hidden="true">${a?"☑":"☐"}</span>`:M}
		</li>`}render(){let s=this.options.filter(a=>this.chosen.includes(a.value)).map(a=>a.label),i=this.label||this.placeholder;return n`<button
				type="button"
				role="combobox"
				class="select"
				aria-label=${i}
				aria-haspopup="listbox"
				aria-expanded=${this.open}
				aria-controls="${this.key}-list"
				aria-activedescendant=${this.open?`${this.key}-${this.active}`:M}
				?disabled=${this.disabled}
				@click=${()=>this.toggle(!this.open)}
				@keydown=${this.onKey}
				@blur=${()=>this.toggle(!1)}
			>
				<span class=${s.length?"chosen":"placeholder"}>${s.join(", ")||this.placeholder}</span>
				<span class="arrow" aria-hidden="true">▾</span>
			</button>
			<ul id="${this.key}-list" role="listbox" class="options ${this.upward?"upward":""}" aria-label=${i} aria-multiselectable=${this.max>1} ?hidden=${!this.open}>
				${this.open?this.options.map((a,o)=>this.drawOption(a,o)):M}
				${this.open&&!this.options.length?n`<li class="none">Nothing to choose from</li>`:M}
			</ul>`}};customElements.define("select-menu",xa);var de={actionRow:1,button:2,stringSelect:3,textInput:4,channelSelect:8,section:9,text:10,thumbnail:11,gallery:12,file:13,separator:14,container:17,label:18,radioGroup:21,checkboxGroup:22,checkbox:23},eh={1:"primary",2:"secondary",3:"success",4:"destructive",5:"secondary"},th=5;function Sr(e){return[e.emoji?.name,e.label].filter(Boolean).join(" ")}function ih(e,t){e?.updateComplete.then(()=>{let s=e?.shadowRoot?.querySelector("button");s&&(s.disabled=t)})}function sh(e,t,s){let i=s.isWaiting(t.id),a=i?.customId===e.custom_id&&e.custom_id!==void 0;if(e.style===th){let h=We(e.url??"")??void 0;return n`<discord-button url=${h??M} ?disabled=${e.disabled??!h}>${Sr(e)}\u00a0</discord-button>`}let o=(e.disabled??!1)||i!==void 0,r=()=>{if(o)return;let h={do:"press",channel:t.channel_id,message:t.id,custom_id:e.custom_id};s.interact(h,t.id,e.custom_id??null)};return n`<discord-button
		type=${eh[e.style??2]??"secondary"}
		data-custom-id=${e.custom_id??""}
		?disabled=${o}
		aria-busy=${a}
		@click=${r}
		${it(h=>ih(h,o))}
		>${a?n`<span class="dots" role="status" aria-label="Waiting for the bot"><i></i><i></i><i></i></span>`:Sr(e)}</discord-button
	>`}function ah(e,t,s){let i=a=>{let o={do:"select",channel:t.channel_id,message:t.id,custom_id:e.custom_id,values:a.detail};s.interact(o,t.id,e.custom_id??null).then(()=>{a.target.chosen=wi(e,s).filter(r=>r.default).map(r=>r.value)})};return n`<select-menu
		data-custom-id=${e.custom_id??""}
		.options=${wi(e,s)}
		placeholder=${e.placeholder||"Make a selection"}
		.min=${e.min_values??1}
		.max=${e.max_values??1}
		?disabled=${(e.disabled??!1)||s.isWaiting(t.id)!==void 0}
		@choose=${i}
	></select-menu>`}function rh(e,t,s){return n`<discord-action-row>${(e.components??[]).map(i=>Qt(i,t,s))}</discord-action-row>`}function oh(e,t,s){let i=e.accessory;return n`<div class="v2-section">
		<div>${(e.components??[]).map(a=>Qt(a,t,s))}</div>
		${i?.type===de.button?n`<discord-action-row>${Qt(i,t,s)}</discord-action-row>`:i&&Qt(i,t,s)}
	</div>`}function Ar(e,t){let s=yt(e);return s?n`<img class="v2-picture" src=${s} alt=${t??""} />`:n`<span class="hint">[picture: ${t??"no description"}]</span>`}function Qt(e,t,s){switch(e.type){case de.actionRow:return rh(e,t,s);case de.button:return sh(e,t,s);case de.stringSelect:case 5:case 6:case 7:case de.channelSelect:return ah(e,t,s);case de.section:return oh(e,t,s);case de.text:return n`<div class="v2-text">${Ke(e.content??"",s)}</div>`;case de.thumbnail:return Ar(e.media?.url,e.description);case de.gallery:return n`<div class="v2-gallery">${(e.items??[]).map(i=>Ar(i.media.url,i.description))}</div>`;case de.file:return n`<div class="v2-text">${e.name??e.file?.url??"file"}</div>`;case de.separator:return n`<hr class=${e.divider===!1?"v2-gap":"v2-line"} />`;case de.container:return n`<div class="v2-container" style="border-left-color: ${ga(e.accent_color)??"transparent"}">
				${(e.components??[]).map(i=>Qt(i,t,s))}
			</div>`;default:return M}}function Dr(e,t){let s=e.components??[],i=t.failures.find(a=>a.message===e.id);return!s.length&&!i?M:n`<div slot="components" class="components">
		${s.map(a=>Qt(a,e,t))}
		${i?n`<p class="failed" role="alert">${i.text}</p>`:M}
	</div>`}var nh=2,lh=4e3;function $a(e){return e.flatMap(t=>t.type===de.label&&t.component?[{title:t.label??"",description:t.description??null,field:t.component}]:t.type===de.actionRow?(t.components??[]).map(s=>({title:s.label??s.placeholder??"",description:null,field:s})):[{title:"",description:null,field:t}])}var Ma=class extends V{static{this.properties={modal:{attribute:!1},store:{attribute:!1},busy:{state:!0},problem:{state:!0}}}constructor(){super(),this.modal=null,this.busy=!1,this.problem=""}createRenderRoot(){return this}get dialog(){return this.querySelector("dialog")}willUpdate(t){let s=t.get("modal");t.has("modal")&&s?.interaction_id!==this.modal?.interaction_id&&(this.busy=!1,this.problem="")}updated(){this.modal&&!this.dialog?.open&&(this.dialog?.showModal(),this.dialog?.querySelector("input, textarea, select-menu button")?.focus())}values(){let t={};for(let{field:s}of $a(this.modal?.components??[])){let i=s.custom_id;if(!i)continue;let a=[...this.querySelectorAll("[data-field]")].find(o=>o.dataset.field===i);if(a)if(a.tagName==="SELECT-MENU")t[i]=a.values;else if(a instanceof HTMLInputElement&&a.type==="checkbox")t[i]=a.checked;else if(a instanceof HTMLInputElement||a instanceof HTMLTextAreaElement)t[i]=a.value;else{let o=[...a.querySelectorAll("input:checked")].map(r=>r.value);t[i]=s.type===de.radioGroup?o[0]??"":o}}return t}missing(t){for(let{title:s,field:i}of $a(this.modal?.components??[])){let a=t[i.custom_id??""],o=i.required??!0;if(a===""&&o)return`Please fill in “${s}”.`;if(!Array.isArray(a))continue;let r=o?i.min_values??1:0;if(a.length<r)return`Please choose ${r===1?"an option":`at least ${r} options`} for “${s}”.`}return""}async submit(t){t.preventDefault();let s=this.modal;if(!s||this.busy)return;let i=this.values();if(this.problem=this.missing(i),this.problem)return;this.busy=!0;let a=await this.store.interact({do:"modal",interaction:s.interaction_id,values:i},null,null);this.busy=!1,a&&this.store.modal?.interaction_id===s.interaction_id&&(this.store.modal=null,this.store.changed())}leave(){let t=this.modal;t&&(this.store.modal=null,this.store.changed(),this.store.act({do:"modal-close",interaction:t.interaction_id}))}drawInput(t,s){let i={max:t.max_length??lh,min:t.min_length??0,required:t.required??!0};return t.style===nh?n`<textarea id=${s} data-field=${t.custom_id??""} rows="4" minlength=${i.min} maxlength=${i.max} ?required=${i.required} placeholder=${t.placeholder??""} .defaultValue=${t.value??""}></textarea>`:n`<input id=${s} data-field=${t.custom_id??""} type="text" autocomplete="off" minlength=${i.min} maxlength=${i.max} ?required=${i.required} placeholder=${t.placeholder??""} .defaultValue=${t.value??""} />`}drawGroup(t,s){let i=t.type===de.radioGroup?"radio":"checkbox",a=o=>n`<label class="check"
				><input type=${i} name=${s} value=${o.value} ?checked=${o.default??!1} /><span
					>${o.label}${o.description?n`<small>${o.description}</small>`:M}</span
				></label
			>`;return n`<div class="group" role=${i==="radio"?"radiogroup":"group"} aria-labelledby="${s}-title" data-field=${t.custom_id??""}>
			${(t.options??[]).map(a)}
		</div>`}drawField(t,s,i){switch(t.type){case de.text:return n`<div class="v2-text">${Ke(t.content??"",this.store)}</div>`;case de.textInput:return this.drawInput(t,i);case de.radioGroup:case de.checkboxGroup:return this.drawGroup(t,i);case de.checkbox:return n`<input id=${i} type="checkbox" data-field=${t.custom_id??""} ?checked=${t.default??!1} />`;case de.stringSelect:case 5:case 6:case 7:case de.channelSelect:return n`<select-menu
					data-field=${t.custom_id??""}
					.options=${wi(t,this.store)}
					label=${s}
					placeholder=${t.placeholder||"Make a selection"}
					.min=${t.required===!1?0:t.min_values??1}
					.max=${t.max_values??1}
				></select-menu>`;default:return n`<p class="hint">This page cannot show a field of type ${t.type}.</p>`}}render(){let t=this.modal;if(!t)return M;let s=this.store.state?.bot.user;return n`<dialog class="modal" aria-labelledby="modal-title" @cancel=${i=>(i.preventDefault(),this.leave())}>
			<form novalidate @submit=${this.submit}>
				<header>
					<h2 id="modal-title">${t.title}</h2>
					<button type="button" class="close" aria-label="Close" @click=${this.leave}>✕</button>
				</header>
				<div class="modal-body">
					${$a(t.components).map(({title:i,description:a,field:o},r)=>{let h=`modal-${t.interaction_id}-${r}`,u=o.custom_id&&o.type!==de.checkbox&&(o.required??!0);return n`<div class="field">
							${i?n`<label id="${h}-title" for=${h}>${i}${u?n`<span class="star" aria-hidden="true"> *</span>`:M}</label>`:M}
							${a?n`<p class="hint">${a}</p>`:M} ${this.drawField(o,i,h)}
						</div>`})}
					<p class="failed" role="alert">${this.problem}</p>
					<p class="hint">This form goes to ${s?.global_name||s?.username}. In the sandbox, too: never enter a password.</p>
				</div>
				<footer>
					<button type="button" class="quiet" @click=${this.leave}>Cancel</button>
					<button type="submit" class="primary" ?disabled=${this.busy}>${this.busy?"Sending…":"Submit"}</button>
				</footer>
			</form>
		</dialog>`}};customElements.define("modal-form",Ma);var zt=class extends Error{};async function hh(e){let t={};try{t=await e.json()}catch{throw new zt(`The sandbox gave an answer that can't be read (HTTP ${e.status}). Look at its terminal for the reason.`)}if(!e.ok)throw new zt(typeof t.error=="string"?t.error:`The sandbox refused this (HTTP ${e.status}).`);return t}async function Or(e,t){let s;try{s=await fetch(e,t)}catch{throw new zt("The sandbox does not answer. Is it still running in its terminal?")}return hh(s)}async function Rr(e){return await Or(`/page/state?as=${encodeURIComponent(e)}`)}async function Vr(e,t){return Or(`/page/act?as=${encodeURIComponent(e)}`,{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(t)})}var jr=500,ch=5e3,zs=class{constructor(t,s,i){this.as=t;this.onEvent=s;this.onLost=i;this.socket=null;this.timer=0;this.wait=jr;this.closed=!1;this.open()}retry(){this.closed||this.socket||(clearTimeout(this.timer),this.open())}close(){this.closed=!0,clearTimeout(this.timer),this.socket?.close()}open(){let t=location.protocol==="https:"?"wss":"ws",s=new WebSocket(`${t}://${location.host}/page/ws?as=${encodeURIComponent(this.as)}`);this.socket=s,s.onmessage=i=>{this.closed||(this.wait=jr,this.onEvent(JSON.parse(String(i.data))))},s.onclose=()=>{this.socket=null,!this.closed&&(this.onLost(),this.timer=window.setTimeout(()=>this.open(),this.wait),this.wait=Math.min(this.wait*2,ch))}}};var dh=200;function Pr(e,t){let s=e.messages[t.channel_id]??[],i=s.findIndex(r=>r.id===t.id),o=(i>=0?s.with(i,{...s[i],...t}):[...s,t].slice(-dh)).map(r=>r.referenced_message?.id===t.id?{...r,referenced_message:t}:r);e.messages={...e.messages,[t.channel_id]:o}}function mh(e,t){return((t.flags??0)&Kt.ephemeral)!==0&&t.author.id!==e}function Ir(e,t,s){let a=(e.messages[t]??[]).map(o=>o.referenced_message&&s.includes(o.referenced_message.id)?{...o,referenced_message:null}:o);e.messages={...e.messages,[t]:a.filter(o=>!s.includes(o.id))}}function ph(e,t){let s=e.channels.findIndex(i=>i.id===t.id);e.channels=s>=0?e.channels.with(s,{...e.channels[s],...t}):[...e.channels,t]}function Lr(e,t,s){let i=e.messages[String(t.channel_id)]?.find(a=>a.id===String(t.message_id));i&&Pr(e,s(i))}function uh(e,t,s,i){let a=e.answers.map(({answer_id:o})=>{let r=e.results?.answer_counts.find(h=>h.id===o)??{id:o,count:0,me_voted:!1};return o!==t?r:{id:o,count:Math.max(0,r.count+s),me_voted:i?s>0:r.me_voted}});return{...e,results:{is_finalized:e.results?.is_finalized??!1,answer_counts:a}}}function fh(e=[],t,s,i){let a=u=>u.emoji.name===t.name&&(u.emoji.id??null)===(t.id??null),o=e.find(a)??{emoji:t,count:0,me:!1},r={emoji:o.emoji,count:o.count+s,me:i?s>0:o.me};return(e.some(a)?e.map(u=>a(u)?r:u):[...e,r]).filter(u=>u.count>0)}function vh(e,t){e.settle(String(t.id));let s=String(t.text??"This interaction failed"),i=t.message_id??null;e.failures=[...e.failures,{id:String(t.id),channel:String(t.channel_id),message:i,text:s}].slice(-10),e.state?.bot.online||e.toast("The bot is offline, so nobody answered. Start it, then try again.")}function Nr(e,{t,d:s}){let i=e.state;if(!i)return;let a=String(s.user_id)===i.me.id;switch(t){case"MESSAGE_CREATE":case"MESSAGE_UPDATE":{let o=s;if(!e.channel(o.channel_id)){e.load();break}if(t==="MESSAGE_UPDATE"&&!i.messages[o.channel_id]?.some(r=>r.id===o.id))break;if(Pr(i,o),t==="MESSAGE_CREATE"&&e.typing.delete(o.author.id),o.channel_id===e.at){e.markRead();let r=o.interaction_metadata?.user??o.author;t==="MESSAGE_CREATE"&&(r.id===i.me.id||mh(i.me.id,o))&&(e.toEnd=!0)}break}case"MESSAGE_DELETE":Ir(i,String(s.channel_id),[String(s.id)]);break;case"MESSAGE_DELETE_BULK":Ir(i,String(s.channel_id),s.ids.map(String));break;case"MESSAGE_REACTION_ADD":case"MESSAGE_REACTION_REMOVE":Lr(i,s,o=>({...o,reactions:fh(o.reactions,s.emoji,t.endsWith("ADD")?1:-1,a)}));break;case"MESSAGE_POLL_VOTE_ADD":case"MESSAGE_POLL_VOTE_REMOVE":Lr(i,s,o=>o.poll?{...o,poll:uh(o.poll,Number(s.answer_id),t.endsWith("ADD")?1:-1,a)}:o);break;case"THREAD_CREATE":case"THREAD_UPDATE":case"CHANNEL_CREATE":case"CHANNEL_UPDATE":ph(i,s),e.at===""&&Number(s.type)===re.dm&&e.open(String(s.id));break;case"THREAD_DELETE":case"CHANNEL_DELETE":i.channels=i.channels.filter(o=>o.id!==String(s.id)),e.at===String(s.id)&&e.open(i.channels[0]?.id??"");break;case"TYPING_START":a||e.startedTyping(String(s.user_id),String(s.channel_id));break;case"GUILD_MEMBER_UPDATE":i.people=i.people.map(o=>o.user.id===s.user_id?{...o,member:s.member}:o);break;case"COMMANDS_UPDATE":i.commands=s.commands;break;case"INTERACTION_CREATE":s.name&&!e.commandNames.has(String(s.id))&&e.commandNames.set(String(s.id),String(s.name)),e.wait(String(s.id),s.message_id??null,s.custom_id??null);break;case"INTERACTION_SUCCESS":e.settle(String(s.id));break;case"INTERACTION_FAILED":vh(e,s);break;case"MODAL":e.modal=s,e.settle(e.modal.interaction_id);break;case"MODAL_CLOSE":e.modal?.interaction_id===s.interaction_id&&(e.modal=null);break;case"BOT_STATUS":i.bot={...i.bot,online:!!s.online};break;case"SCRIPT":e.script=s;break}}var ka="politics",gh=8e3,Br=9e3,Ur="evenhand.read",bh=yr(Date.now()-2e3);function Ta(){try{let[e="",t=""]=location.hash.slice(1).split("/").map(decodeURIComponent);return{as:e,wanted:t}}catch{return{as:"",wanted:""}}}var ws=class{constructor(){this.state=null;this.as="ada";this.at=null;this.wanted="";this.connection="opening";this.waiting=new Map;this.failures=[];this.commandNames=new Map;this.toasts=[];this.typing=new Map;this.script=null;this.replyTo=null;this.editing=null;this.menu=null;this.dialog=null;this.modal=null;this.sidebarOpen=!1;this.highlighted=null;this.toEnd=!1;this.read={};this.events=null;this.scheduled=!1;this.listeners=[];this.toastCount=0;this.answered=new Set;try{this.read=JSON.parse(sessionStorage.getItem(Ur)??"{}")}catch{this.read={}}}onChange(t){this.listeners.push(t)}changed(){this.scheduled||(this.scheduled=!0,queueMicrotask(()=>{this.scheduled=!1;for(let t of this.listeners)t()}))}fromHash(){let{as:t,wanted:s}=Ta();if(t&&t!==this.as)s&&(this.at=null),this.become(t,s);else if(s&&s!==this.wanted){this.wanted=s;let i=this.state?.channels.find(a=>this.hashName(a)===s);i&&i.id!==this.at&&this.open(i.id)}}become(t,s=this.wanted){this.events?.close(),this.as=t,this.wanted=s,this.state=null,this.modal=this.menu=this.dialog=this.replyTo=null,this.editing=null,this.waiting.clear(),this.failures=[],this.typing.clear(),this.connection="opening",this.events=new zs(t,i=>{this.receive(i)},()=>this.lost()),this.changed()}retry(){this.events?.retry()}lost(){this.connection="lost",this.changed()}async receive(t){if(t.t==="READY")return this.load();Nr(this,t),this.changed()}async load(){let t=this.as;try{let s=await Rr(t);if(t!==this.as)return;this.state=s,this.modal=s.modal,this.waiting.clear(),this.connection="open",this.open(this.landing(s),!1)}catch(s){this.fail(s)}this.changed()}landing(t){let s=a=>t.channels.find(o=>this.hashName(o)===a),i=this.channel(this.at??"")??s(this.wanted);return i||this.wanted==="dm"?i?.id??"":(s(ka)??t.channels[0])?.id??""}open(t,s=!0,i=null){t!==this.at&&(this.replyTo=null,this.editing=null,this.menu=null),this.at=t,s&&(this.sidebarOpen=!1),this.highlighted=i;let a=this.channel(t);a&&(this.wanted=this.hashName(a),history.replaceState(null,"",`#${encodeURIComponent(this.as)}/${encodeURIComponent(this.wanted)}`)),this.markRead(),this.changed()}openDm(){let t=this.state?.channels.find(s=>s.type===re.dm);this.wanted="dm",this.open(t?.id??"")}draftDm(){return this.wanted==="dm"&&this.state?{id:"",type:re.dm,name:"dm",can_send:!0,can_manage_messages:!1}:void 0}hashName(t){return t.type===re.dm?"dm":t.name??t.id}jumpTarget(t){let s=/^https?:\/\/[^/]+\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?\/?$/.exec(t);return!s||s[1]!=="@me"&&s[1]!==this.state?.guild.id?null:{channel:s[2],message:s[3]??null}}jump(t){let s=this.jumpTarget(t);return s?(this.channel(s.channel)?s.message&&!this.messages(s.channel).some(i=>i.id===s.message)?(this.open(s.channel),this.toast("That message is gone, or older than what the page keeps.","info")):this.open(s.channel,!0,s.message):this.toast("You cannot see that channel as this person. Switch to someone who may."),!0):!1}get me(){return this.state?.people.find(t=>t.user.id===this.state?.me.id)}channel(t){return this.state?.channels.find(s=>s.id===t)}get current(){return this.channel(this.at??"")}messages(t){return this.state?.messages[t]??[]}person(t){return this.state?.people.find(s=>s.user.id===t)}writer(t){return Object.values(this.state?.messages??{}).flat().find(s=>s.author.id===t)?.author}nameOf(t,s){let i=this.person(t),a=i?.user??s??this.writer(t);return i?.member?.nick||a?.global_name||a?.username||"unknown user"}markRead(){if(!this.at||document.hidden)return;let t=this.messages(this.at).at(-1);if(t){(this.read[this.as]??={})[this.at]=t.id;try{sessionStorage.setItem(Ur,JSON.stringify(this.read))}catch{}}}unread(t){if(t===this.at)return 0;let s=this.read[this.as]?.[t],i=s?BigInt(s):bh;return this.messages(t).filter(a=>BigInt(a.id)>i&&a.author.id!==this.state?.me.id).length}async act(t){try{return await Vr(this.as,t)}catch(s){return this.fail(s),null}}async interact(t,s,i){this.failures=this.failures.filter(o=>o.message!==s||s===null);let a=await this.act(t);return a?.interaction&&(t.name&&this.commandNames.set(String(a.interaction),String(t.name)),this.wait(String(a.interaction),s,i)),this.changed(),a!==null}wait(t,s,i){this.answered.has(t)||this.waiting.set(t,{message:s,customId:i})}settle(t){this.answered.add(t),this.waiting.delete(t)}isWaiting(t){return[...this.waiting.values()].find(s=>s.message===t)}fail(t){t instanceof zt||console.error(t),this.toast(t instanceof zt?t.message:"The page made a mistake; reload it. The console has the details.")}toast(t,s="error"){let i=++this.toastCount;this.toasts=[...this.toasts.slice(-3),{id:i,text:t,kind:s}],window.setTimeout(()=>this.dropToast(i),gh),this.changed()}dropToast(t){this.toasts=this.toasts.filter(s=>s.id!==t),this.changed()}startedTyping(t,s){this.typing.set(t,{channel:s,until:Date.now()+Br}),window.setTimeout(()=>this.changed(),Br+50)}typists(){let t=Date.now();return[...this.typing].filter(([,s])=>s.channel===this.at&&s.until>t).map(([s])=>this.nameOf(s))}startEdit(t){this.editing=t?.id??null,this.menu=null,this.changed()}startReply(t){this.replyTo=t,this.menu=null,this.changed()}show(t){this.dialog=t,this.menu=null,this.changed()}openMenu(t){let s=this.menu?.opener;this.menu=t,t||s?.focus(),this.changed()}};var Fr=Ae(class extends Oe{constructor(){super(...arguments),this.key=M}render(e,t){return this.key=e,t}update(e,[t,s]){return t!==this.key&&(Vi(e),this.key=t),s}});var qr=(e,t,s)=>{let i=new Map;for(let a=t;a<=s;a++)i.set(e[a],a);return i},Wr=Ae(class extends Oe{constructor(e){if(super(e),e.type!==vt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,s){let i;s===void 0?s=t:t!==void 0&&(i=t);let a=[],o=[],r=0;for(let h of e)a[r]=i?i(h,r):r,o[r]=s(h,r),r++;return{values:o,keys:a}}render(e,t,s){return this.dt(e,t,s).values}update(e,[t,s,i]){let a=tr(e),{values:o,keys:r}=this.dt(t,s,i);if(!Array.isArray(a))return this.ut=r,o;let h=this.ut??=[],u=[],m,c,l=0,_=a.length-1,v=0,g=o.length-1;for(;l<=_&&v<=g;)if(a[l]===null)l++;else if(a[_]===null)_--;else if(h[l]===r[v])u[v]=gt(a[l],o[v]),l++,v++;else if(h[_]===r[g])u[g]=gt(a[_],o[g]),_--,g--;else if(h[l]===r[g])u[g]=gt(a[l],o[g]),It(e,u[g+1],a[l]),l++,g--;else if(h[_]===r[v])u[v]=gt(a[_],o[v]),It(e,a[l],a[_]),_--,v++;else if(m===void 0&&(m=qr(r,v,g),c=qr(h,l,_)),m.has(h[l]))if(m.has(h[_])){let p=c.get(r[v]),d=p!==void 0?a[p]:null;if(d===null){let f=It(e,a[l]);gt(f,o[v]),u[v]=f}else u[v]=gt(d,o[v]),It(e,a[l],d),a[p]=null;v++}else Ii(a[_]),_--;else Ii(a[l]),l++;for(;v<=g;){let p=It(e,u[g+1]);gt(p,o[v]),u[v++]=p}for(;l<=_;){let p=a[l++];p!==null&&Ii(p)}return this.ut=r,Vi(e,u),Se}});var Gr=["#3b6ea5","#8a5a9e","#3f8f6b","#b3632f","#a8434f","#5b6bbf","#7a7d2f","#2f8596"],_h='<path d="M40 18v44M27 62h26M18 28h44" stroke="#fff" stroke-width="5" stroke-linecap="round" fill="none"/><path d="M18 28l-9 20h18zM62 28l-9 20h18z" fill="#fff"/>',Zr=new Map;function yh(e){return([...e.trim()].find(s=>/[\p{L}\p{N}]/u.test(s))??"?").toUpperCase()}function wt(e){let t=e.global_name||e.username,s=`${e.id}/${t}/${e.bot??!1}`,i=Zr.get(s);if(!i){let a=e.bot?"#3b6ea5":Gr[Number(BigInt(e.id)%BigInt(Gr.length))],o=e.bot?_h:`<text x="40" y="53" text-anchor="middle" font-family="Noto Sans,Arial,sans-serif" font-weight="600" font-size="36" fill="#fff">${yh(t)}</text>`;i=`data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" fill="${a}"/>${o}</svg>`)}`,Zr.set(s,i)}return i}function Kr(e){return e===1?"1 vote":`${e} votes`}function Yr(e,t,s){let i=new Map(t.results?.answer_counts.map(u=>[u.id,u])),a=[...i.values()].reduce((u,m)=>u+m.count,0),o=t.results?.is_finalized||t.expiry!==null&&Date.parse(t.expiry)<=Date.now(),r=u=>{s.act({do:"vote",channel:e.channel_id,message:e.id,answer:u})},h=({answer_id:u,poll_media:m})=>{let c=i.get(u)?.me_voted??!1,l=i.get(u)?.count??0,_=a?Math.round(100*l/a):0;return n`<button class="poll-answer" aria-pressed=${c} ?disabled=${o} @click=${()=>r(u)}>
			<span class="poll-bar" style="width: ${_}%"></span>
			<span class="poll-text">${m.emoji?.name?`${m.emoji.name} `:""}${m.text}</span>
			<span class="poll-count">${Kr(l)}${a?` · ${_}%`:""}${c?" ✓":""}</span>
		</button>`};return n`<section slot="embeds" class="poll" aria-label="Poll: ${t.question.text}">
		<h3>${t.question.text}</h3>
		<p class="hint">${o?"This poll is closed.":t.allow_multiselect?"Select one or more answers":"Select one answer"}</p>
		${t.answers.map(h)}
		<p class="hint">${Kr(a)}${o||!t.expiry?"":` · ${xr(t.expiry)} left`}</p>
	</section>`}var zh=7*6e4,Jr=120;function Ca(e,t){return((e.flags??0)&t)!==0}function Ot(e){return Ca(e,Kt.ephemeral)}function wh(e){return e.type===qe.chatCommand||e.type===qe.menuCommand}function xh(e,t){return t!==void 0&&e.type===qe.default&&(t.type===qe.default||t.type===qe.reply)&&t.author.id===e.author.id&&!Ot(e)&&!Ot(t)&&Date.parse(e.timestamp)-Date.parse(t.timestamp)<zh}function Ea(e){return e.content?Jt(e.content).replace(/\s+/g," ").slice(0,Jr):e.embeds.length?Jt(e.embeds[0].title??e.embeds[0].description??"An embed").slice(0,Jr):e.poll?`Poll: ${e.poll.question.text}`:e.attachments.length?"Click to see attachment":"Message"}function Qr(e,t){let s=matchMedia("(prefers-color-scheme: light)").matches;return t.person(e)?.color??(s?"#060607":void 0)}function $h(e,t){if(e.type!==qe.reply||e.message_reference?.type===dr)return M;let s=e.referenced_message;if(!s)return n`<discord-reply slot="reply" deleted></discord-reply>`;let i=()=>t.open(s.channel_id,!0,s.id);return n`<discord-reply
		slot="reply"
		role="button"
		tabindex="0"
		aria-label="Reply to ${t.nameOf(s.author.id,s.author)}: ${Ea(s)}"
		author=${t.nameOf(s.author.id,s.author)}
		avatar=${wt(s.author)}
		?bot=${s.author.bot??!1}
		role-color=${L(Qr(s.author.id,t))}
		?edited=${s.edited_timestamp!==null}
		?attachment=${s.attachments.length>0}
		@click=${i}
		@keydown=${a=>a.key==="Enter"&&i()}
		>${Ea(s)}</discord-reply
	>`}function Mh(e,t){let s=e.interaction_metadata?.user??e.interaction?.user;if(!wh(e)||!s)return M;let i=e.type===qe.menuCommand,a=e.interaction?.name??t.commandNames.get(e.interaction_metadata?.id??"");return n`<discord-command
		slot="reply"
		author=${t.nameOf(s.id,s)}
		avatar=${wt(s)}
		role-color=${L(Qr(s.id,t))}
		type="slash_command"
		command=${a??(i?"a message command":"a command")}
	></discord-command>`}function kh(e,t,s){let{content:i,embeds:a,attachments:o,timestamp:r}=e.message,h=t.message_reference?.channel_id,u=h?s.channel(h):void 0;return n`<div class="forward">
		<p class="hint">↱ <em>Forwarded</em></p>
		${i?Ke(i,s):M} ${o.length?ya(o,s):M}
		${a.map(m=>ba(m,s))}
		<p class="hint">
			${u?n`<button class="link" @click=${()=>s.open(u.id,!0,t.message_reference?.message_id??null)}># ${u.name}</button> · `:M}${Ge(r)}
		</p>
	</div>`}function Th(e,t){return Ca(e,Kt.loading)?n`<span class="thinking" role="status"
			><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${t.nameOf(e.author.id,e.author)} is thinking…</span
		>`:t.editing===e.id?Tr(e,t):[e.content?Ke(e.content,t):M,(e.message_snapshots??[]).map(s=>kh(s,e,t)),(e.sticker_items??[]).map(s=>n`<span class="sticker">Sticker: ${s.name}</span>`)]}function Eh(e,t){let s=e.thread&&(t.channel(e.thread.id)??e.thread);return s?n`<button slot="thread" class="thread-link" @click=${()=>t.open(s.id)}>╰ ${s.name} <span>See thread ›</span></button>`:M}function Ch(e,t){if(!e.reactions?.length)return M;let s=i=>{t.act({do:"react",channel:e.channel_id,message:e.id,emoji:i})};return n`<div slot="reactions" class="reactions">
		${e.reactions.map(i=>n`<button aria-pressed=${i.me} aria-label="${i.emoji.name??""}, ${i.count}" @click=${()=>s(i.emoji.name??"")}>
					${i.emoji.name} ${i.count}
				</button>`)}
	</div>`}function Hh(e,t){let s=n`<strong>${t.nameOf(e.author.id,e.author)}</strong>`,i=(a,o)=>n`<discord-system-message type=${a} .timestamp=${Ge(e.timestamp)}>${o}</discord-system-message>`;switch(e.type){case qe.pin:return i("pin",n`${s} pinned a message to this channel.`);case qe.join:return i("join",n`${s} joined the server.`);case qe.threadCreated:{let a=e.message_reference?.channel_id;return i("thread",n`${s} started a thread:
				${a?n`<button class="link" @click=${()=>t.open(a)}>${e.content}</button>`:e.content}`)}default:return null}}function Sh(e,t){let s=e.author.id===t.state?.me.id,i=o=>{let r=o.currentTarget,h=r.getBoundingClientRect();t.openMenu({x:h.right,y:h.bottom,message:e,user:null,opener:r})},a=t.current?.can_send&&!Ot(e);return n`<div class="tools" role="toolbar" aria-label="Message actions">
		${a?n`<button title="Reply" aria-label="Reply" @click=${()=>t.startReply(e)}>↩</button>`:M}
		${s?n`<button title="Edit" aria-label="Edit" @click=${()=>t.startEdit(e)}>✎</button>`:M}
		<button title="More" aria-label="More actions" aria-haspopup="menu" @click=${i}>⋯</button>
	</div>`}function Ah(e,t,s){let i=Hh(e,s);if(i)return i;let a=()=>{s.act({do:"delete",channel:e.channel_id,message:e.id})};return n`<discord-message
		author=${s.nameOf(e.author.id,e.author)}
		avatar=${wt(e.author)}
		.timestamp=${Ge(e.timestamp)}
		role-color=${L(s.person(e.author.id)?.color??void 0)}
		?bot=${(e.author.bot??!1)||e.webhook_id!==void 0}
		?edited=${e.edited_timestamp!==null&&e.content!==""&&!Ca(e,Kt.loading)}
		?ephemeral=${Ot(e)}
		?message-body-only=${t}
		.dismissMessageClicked=${a}
	>
		${$h(e,s)}${Mh(e,s)}${Th(e,s)}
		${e.attachments.length?ya(e.attachments,s):M}
		${e.poll?Yr(e,e.poll,s):M} ${e.embeds.map(o=>ba(o,s))}
		${Dr(e,s)} ${Ch(e,s)} ${Eh(e,s)}
	</discord-message>`}function Xr(e,t,s,i){let a=i.state?.me.id??"",o=e.author.id!==a&&(e.mention_everyone||e.mentions?.some(m=>m.id===a)),r=i.nameOf(e.author.id,e.author),h=["msg",o?"mentioned":"",i.highlighted===e.id?"highlighted":"",i.replyTo?.id===e.id?"answering":""],u=m=>{if(m.composedPath()[0].closest?.("a, textarea, input"))return;m.preventDefault();let c=m.currentTarget.getBoundingClientRect(),l=m.clientX===0&&m.clientY===0,[_,v]=l?[c.left+60,c.top+20]:[m.clientX,m.clientY];i.openMenu({x:_,y:v,message:e,user:null,opener:m.currentTarget})};return n`<div
		class=${h.join(" ")}
		id="m-${e.id}"
		data-message-id=${e.id}
		role="article"
		tabindex=${s?0:-1}
		aria-label="${r}, ${Ge(e.timestamp)}: ${Ea(e)}"
		@contextmenu=${u}
	>
		${Ah(e,xh(e,t),i)} ${Sh(e,i)}
	</div>`}function Rt(e){return e.type>=re.newsThread&&e.type<=re.privateThread}var Dh=1n<<10n;function jh(e,t){return(e.permission_overwrites??[]).some(s=>s.id===t&&(BigInt(s.deny)&Dh)!==0n)}var Oh=n`<svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
	${k`<path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="2"/><rect x="3" y="7" width="10" height="7" rx="1.5" fill="currentColor"/>`}
</svg>`;function Rh(e){return Rt(e)?"╰":e.type===re.forum?"☰":"#"}function Vh(e,t){let s=t.unread(e.id),i=t.at===e.id,a=`channel ${i?"here":""} ${s?"unread":""} ${Rt(e)?"thread":""}`;return n`<li>
		<button class=${a} aria-current=${i?"page":M} data-channel=${e.name??""} @click=${()=>t.open(e.id)}>
			<span class="sign" aria-hidden="true">${Rh(e)}</span><span class="channel-name">${e.name}</span>
			${jh(e,t.state.guild.id)?n`<span class="lock" role="img" title="Only some may see this channel" aria-label="private">${Oh}</span>`:M}
			${s?n`<span class="badge" aria-label="${s} unread">${s}</span>`:M}
		</button>
	</li>`}function Ih(e){return e.filter(s=>s.type!==re.dm&&!Rt(s)).flatMap(s=>[s,...e.filter(i=>Rt(i)&&i.parent_id===s.id)])}function Lh(e){let t=e.state,s=t.channels.find(o=>o.type===re.dm),i=s?e.unread(s.id):0,a=e.at===(s?.id??"")&&e.wanted==="dm";return n`<li>
		<button
			class="channel ${a?"here":""} ${i?"unread":""}"
			aria-current=${a?"page":M}
			data-channel="dm"
			@click=${()=>e.openDm()}
		>
			<img src=${wt(t.bot.user)} alt="" width="24" height="24" /><span class="channel-name">${e.nameOf(t.bot.user.id,t.bot.user)}</span>
			<span class="presence ${t.bot.online?"online":""}" role="img" aria-label=${t.bot.online?"online":"offline"}></span>
			${i?n`<span class="badge" aria-label="${i} unread">${i}</span>`:M}
		</button>
	</li>`}function Ph(e){let t=e.state,s=async()=>{let i=await e.act({do:"dm-toggle",open:!t.dms_open});i&&(t.dms_open=!!i.dms_open),e.changed()};return n`<label class="check small"><input type="checkbox" .checked=${t.dms_open} @change=${s} /><span>Bots may send me direct messages</span></label>`}function Nh(e,t){let s=e.key===t.as,i=t.nameOf(e.user.id),a=o=>{let r={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1}[o.key];if(!r)return;o.preventDefault();let h=[...o.currentTarget.closest("[role=radiogroup]").querySelectorAll("[role=radio]")],u=h.at((h.indexOf(o.currentTarget)+r)%h.length);u.focus(),u.click()};return n`<button
		role="radio"
		aria-checked=${s}
		tabindex=${s?0:-1}
		class="person ${s?"chosen":""}"
		data-person=${e.key}
		title="${i}, ${e.title}"
		@click=${()=>s||t.become(e.key)}
		@keydown=${a}
	>
		<img src=${wt(e.user)} alt="" width="32" height="32" />
		<span class="person-words"><span class="person-name">${i}</span><span class="person-title">${e.title}</span></span>
	</button>`}function eo(e){let t=e.state;return n`<nav class="sidebar" aria-label="Channels">
		<h1>${t.guild.name}</h1>
		<div class="channels">
			<ul>
				${Ih(t.channels).map(s=>Vh(s,e))}
			</ul>
			<h2>Direct messages</h2>
			<ul>
				${Lh(e)}
			</ul>
			${Ph(e)}
		</div>
		<div class="you">
			<h2 id="who">You are</h2>
			<div role="radiogroup" aria-labelledby="who">${t.people.filter(s=>s.playable).map(s=>Nh(s,e))}</div>
		</div>
	</nav>`}function to(e){let t=e.state,s=(a,o)=>{a.preventDefault();let r=a.currentTarget,h=r.getBoundingClientRect();e.openMenu({x:h.left-120,y:h.bottom,message:null,user:o.user,opener:r})},i=a=>{let o=a.member?.communication_disabled_until,r=o&&Date.parse(o)>Date.now();return n`<li>
			<button
				class="member"
				aria-haspopup="menu"
				@click=${h=>s(h,a)}
				@contextmenu=${h=>s(h,a)}
			>
				<img src=${wt(a.user)} alt="" width="32" height="32" />
				<span class="person-words"
					><span class="person-name" style="color: ${a.color??"inherit"}">${e.nameOf(a.user.id)}</span
					><span class="person-title">${r?"timed out":a.title}</span></span
				>
				${a.user.bot?n`<span class="presence ${t.bot.online?"online":""}"></span>`:M}
			</button>
		</li>`};return n`<aside class="members" aria-label="Members">
		<h2>Members</h2>
		<ul>
			${t.people.map(i)}
		</ul>
	</aside>`}function io(e,t){return e.type===re.dm?t.nameOf(t.state.bot.user.id,t.state.bot.user):e.name??""}function Bh(e,t){let s=e.parent_id&&Rt(e)?t.channel(e.parent_id):void 0;return n`<header class="channel-header">
		<button class="burger" aria-label="Channels and people" aria-expanded=${t.sidebarOpen} @click=${()=>(t.sidebarOpen=!t.sidebarOpen,t.changed())}>☰</button>
		${s?n`<button class="link" @click=${()=>t.open(s.id)}># ${s.name}</button><span aria-hidden="true">›</span>`:M}
		<h2><span class="sign" aria-hidden="true">${e.type===re.dm?"@":s?"╰":e.type===re.forum?"☰":"#"}</span> ${io(e,t)}</h2>
		${e.topic?n`<p class="topic">${e.topic}</p>`:M}
	</header>`}function Uh(e){let t=e.target;if(!t.classList.contains("msg")||e.key!=="ArrowDown"&&e.key!=="ArrowUp")return;let s=[...e.currentTarget.querySelectorAll(".msg")],i=s[s.indexOf(t)+(e.key==="ArrowDown"?1:-1)];i&&(e.preventDefault(),i.focus())}function Fh(e,t){let s=t.messages(e.id),i=matchMedia("(prefers-color-scheme: light)").matches,a=t.failures.filter(r=>r.channel===e.id&&r.message===null),o=(r,h)=>{let u=s[h-1],m=!u||!wr(u.timestamp,r.timestamp);return[m?n`<div class="day" role="separator">${zr(r.timestamp)}</div>`:M,Xr(r,m?void 0:u,h===s.length-1,t)]};return n`<discord-messages ?light-theme=${i} no-background>
		<div class="messages" role="log" aria-label="Messages in ${io(e,t)}" aria-live="polite" @keydown=${Uh}>
			${s.length?M:n`<p class="empty">Nothing has been written here yet.</p>`}
			${Wr(s,r=>r.id,o)}
			${a.map(r=>n`<p class="failed" role="alert">⚠ ${r.text}: the bot did not answer in time. Look at its terminal, then try again.</p>`)}
			${[...t.waiting.values()].some(r=>r.message===null)?n`<p class="thinking" role="status"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> Sending command…</p>`:M}
		</div>
	</discord-messages>`}function qh(e,t){let s=t.state.channels.filter(a=>Rt(a)&&a.parent_id===e.id),i=a=>{let o=t.messages(a.id)[0];return n`<li>
			<button class="post" @click=${()=>t.open(a.id)}>
				<strong>${a.name}</strong>
				${o?n`<span>${t.nameOf(o.author.id,o.author)}: ${o.content.slice(0,200)}</span><small>${Ge(o.timestamp)}</small>`:M}
			</button>
		</li>`};return n`<div class="forum">
		${e.can_send?n`<button class="primary" @click=${()=>t.show({kind:"thread",message:null})}>New post</button>`:M}
		<ul>
			${s.map(i)}
		</ul>
		${s.length?M:n`<p class="empty">No posts yet.</p>`}
	</div>`}function Wh(e,t){let s=t.me?.member?.communication_disabled_until;return s&&Date.parse(s)>Date.now()&&e.type!==re.dm?`You are timed out until ${Ge(s)}.`:e.thread_metadata?.locked?"This thread is locked.":e.can_send?null:"You do not have permission to send messages in this channel."}function Gh(e,t,s){if(e.type===re.forum)return M;let i=Wh(e,t),a=t.typists();return n`<div class="composer">
		${i?n`<p class="silenced" role="status">${i}</p>`:n`<message-composer .store=${t} .channel=${e} owner=${t.as} .version=${s}></message-composer>`}
		<p class="typing" aria-live="polite">${a.length?`${a.join(" and ")} ${a.length>1?"are":"is"} typing…`:""}</p>
	</div>`}function so(e,t){let s=e.current??e.draftDm();return s?n`<main class="middle">
		${Bh(s,e)}
		<div class="scroller" id="scroller">
			${Fr(`${e.as}/${s.id}`,s.type===re.forum?qh(s,e):Fh(s,e))}
		</div>
		${Gh(s,e,t)}
	</main>`:n`<main class="middle"><p class="empty">Choose a channel on the left.</p></main>`}var Zh=300,Kh=55,Yh=10,ao=4,Jh=100;function ro(e){let t=e;queueMicrotask(()=>{!t?.isConnected||t.open||(t.showModal(),t.querySelector("input, textarea, select, .danger")?.focus())})}function xs(e,t,s,i,a,o=!1){let r=async h=>{h.preventDefault(),await i(new FormData(h.target))&&a.show(null)};return n`<dialog class="modal" aria-label=${e} @cancel=${h=>(h.preventDefault(),a.show(null))} ${it(ro)}>
		<form @submit=${r}>
			<header>
				<h2>${e}</h2>
				<button type="button" class="close" aria-label="Close" @click=${()=>a.show(null)}>✕</button>
			</header>
			<div class="modal-body">${t}</div>
			<footer>
				<button type="button" class="quiet" @click=${()=>a.show(null)}>Cancel</button>
				<button type="submit" class=${o?"danger":"primary"}>${s}</button>
			</footer>
		</form>
	</dialog>`}function Qh(e,t){let s=(t.state?.channels??[]).filter(a=>a.can_send&&a.type!==re.forum),i=a=>{let o=t.channel(a);return o?.type===re.dm?`@ ${t.state?.bot.user.username}`:`# ${o?.name}`};return xs("Forward to",n`<label class="field">Channel<select name="to">${s.map(a=>n`<option value=${a.id}>${i(a.id)}</option>`)}</select></label>`,"Send",async a=>await t.act({do:"forward",channel:e.channel_id,message:e.id,to:a.get("to")})!==null,t)}function Xh(e,t){return xs("Delete message",n`<p>Are you sure you want to delete this message?</p>
			<blockquote class="preview">${e.content||"A message without text"}</blockquote>`,"Delete",async()=>{let s=await t.act({do:"delete",channel:e.channel_id,message:e.id});return s&&(t.editing=null),s!==null},t,!0)}function ec(e){let t=[...Array(Yh).keys()],s=i=>n`<input name="answer" maxlength=${Kh} aria-label="Answer ${i+1}" placeholder="Answer ${i+1}" ?required=${i<2} autocomplete="off" />`;return xs("Create a poll",n`<label class="field">Question<input name="question" maxlength=${Zh} required autocomplete="off" /></label>
			<fieldset class="field">
				<legend>Answers</legend>
				${t.slice(0,ao).map(s)}
				<details>
					<summary>More answers</summary>
					${t.slice(ao).map(s)}
				</details>
			</fieldset>
			<label class="field"
				>Duration<select name="hours">
					${[1,4,8,24,72,168].map(i=>n`<option value=${i} ?selected=${i===24}>${i<24?`${i} h`:`${i/24} d`}</option>`)}
				</select></label
			>
			<label class="check"><input type="checkbox" name="multi" /><span>Allow several answers</span></label>`,"Post",async i=>{let a=i.getAll("answer").map(r=>String(r).trim()),o={do:"poll",channel:e.at,question:i.get("question"),answers:a.filter(Boolean),hours:Number(i.get("hours")),multi:i.get("multi")!==null};return await e.act(o)!==null},e)}function tc(e,t){let s=t.current?.type===re.forum;return xs(s?"New post":"Create thread",n`<label class="field">${s?"Title":"Thread name"}<input name="name" maxlength=${Jh} required autocomplete="off" /></label>
			${s?n`<label class="field">Message<textarea name="content" rows="4" maxlength="2000" required></textarea></label>`:M}`,s?"Post":"Create",async i=>{let a=i.get("content"),o=await t.act({do:"thread",channel:t.at,name:i.get("name"),...e&&{message:e.id},...a&&{content:a}}),r=o?.channel;return r?.id&&setTimeout(()=>t.channel(r.id)&&t.open(r.id),150),o!==null},t)}function ic(e,t,s){return n`<dialog class="lightbox" aria-label=${t} @cancel=${i=>(i.preventDefault(),s.show(null))} @click=${()=>s.show(null)} ${it(ro)}>
		<img src=${e} alt=${t} />
		<p>${t}</p>
		<button class="close" aria-label="Close">✕</button>
	</dialog>`}function oo(e){let t=e.dialog;switch(t?.kind){case"forward":return Qh(t.message,e);case"delete":return Xh(t.message,e);case"poll":return ec(e);case"thread":return tc(t.message,e);case"attachment":return ic(t.src,t.alt,e);default:return M}}var $s=8;function sc(e,t){let s=t.channel(e.channel_id),i=e.author.id===t.state?.me.id;if(Ot(e))return[{label:"Dismiss Message",run:()=>{t.act({do:"delete",channel:e.channel_id,message:e.id})}}];let a=[];return s?.can_send&&a.push({label:"Reply",run:()=>t.startReply(e)}),i&&a.push({label:"Edit Message",run:()=>t.startEdit(e)}),a.push({label:"Forward",run:()=>t.show({kind:"forward",message:e})}),s?.type===re.text&&s.can_send&&!e.thread&&a.push({label:"Create Thread",run:()=>t.show({kind:"thread",message:e})}),e.content&&a.push({label:"Copy Text",run:()=>{no(e.content,t)}}),a.push({label:"Copy Message Link",run:()=>{no(ac(e,t),t)}}),(i||s?.can_manage_messages)&&a.push({label:"Delete Message",danger:!0,run:()=>t.show({kind:"delete",message:e})}),a}function ac(e,t){return`https://discord.com/channels/${t.channel(e.channel_id)?.type===re.dm?"@me":t.state?.guild.id}/${e.channel_id}/${e.id}`}async function no(e,t){try{await navigator.clipboard.writeText(e),t.toast("Copied.","info")}catch{t.toast("The browser did not allow copying. Mark the text and press Ctrl+C.")}}function lo(e,t,s,i){return(i.state?.commands??[]).filter(a=>(a.type??Dt.chat)===e).map(a=>({label:a.name,run:()=>{i.interact({do:"menu",channel:i.at,name:a.name,target:t},s,null)}}))}function ho(e,t){let s=()=>{t.openMenu(null),e.run()};return n`<button role="menuitem" tabindex="-1" class=${e.danger?"danger":""} @click=${s}>${e.label}</button>`}function rc(e,t){let s=[...e.currentTarget.querySelectorAll("[role=menuitem]")],i=s.indexOf(document.activeElement),a={ArrowDown:i+1,ArrowUp:i-1,Home:0,End:s.length-1};e.key in a?(e.preventDefault(),s.at(a[e.key]%s.length)?.focus()):(e.key==="Escape"||e.key==="Tab")&&(e.preventDefault(),t.openMenu(null))}var co=new WeakMap;function oc(e,t){!e||co.get(e)===t||(co.set(e,t),queueMicrotask(()=>nc(e,t)))}function nc(e,t){e.style.left=`${Math.max($s,Math.min(t.x,innerWidth-e.offsetWidth-$s))}px`,e.style.top=`${Math.max($s,Math.min(t.y,innerHeight-e.offsetHeight-$s))}px`,e.querySelector("[role=menuitem]")?.focus()}function mo(e){let t=e.menu;if(!t)return M;let s=t.user,i=t.message?sc(t.message,e):[],a=t.message?Ot(t.message)?[]:lo(Dt.message,t.message.id,t.message.id,e):lo(Dt.user,s?.id??"",null,e),o=t.message?"Message":e.nameOf(s?.id??"");return n`<div class="veil" @mousedown=${()=>e.openMenu(null)} @contextmenu=${r=>r.preventDefault()}></div>
		<div
			class="menu"
			role="menu"
			aria-label=${o}
			@keydown=${r=>rc(r,e)}
			${it(r=>oc(r,t))}
		>
			${s?n`<p class="menu-title">${o}</p>`:M} ${i.map(r=>ho(r,e))}
			${a.length?n`<p class="menu-title">Apps</p>
						${a.map(r=>ho(r,e))}`:M}
			${!i.length&&!a.length?n`<p class="menu-title">Nothing to do here</p>`:M}
		</div>`}var lc=120,hc="ada",X=new ws,vo=document.getElementById("app"),cc=0,po="",uo=null,Xt=!0;function dc(){return X.connection==="lost"?n`<div class="banner lost" role="alert">
			The connection to the sandbox is lost. Trying again by itself… <button @click=${()=>X.retry()}>Try now</button>
		</div>`:X.state&&!X.state.bot.online?n`<div class="banner" role="status">${X.nameOf(X.state.bot.user.id,X.state.bot.user)} is offline: nobody answers commands and buttons.</div>`:M}function mc(){let e=X.script;return e?n`<div class="banner script" role="status">
		${e.done?"The scripted conversation is over. Now it is your turn.":n`Script ${e.line}/${e.of} · ${e.text}`}
		<button aria-label="Hide" @click=${()=>(X.script=null,X.changed())}>✕</button>
	</div>`:M}function pc(){return n`<div class="toasts">
		${X.toasts.map(e=>n`<div class="toast ${e.kind}" role=${e.kind==="error"?"alert":"status"}>
					<span>${e.text}</span><button class="close" aria-label="Close" @click=${()=>X.dropToast(e.id)}>✕</button>
				</div>`)}
	</div>`}function uc(){let e=X.state?n`${eo(X)}
				<div class="shade" @click=${()=>(X.sidebarOpen=!1,X.changed())}></div>
				${so(X,++cc)}${to(X)}`:n`<p class="boot" role="status">Opening the sandbox…</p>`;return n`<div class="page">
		${dc()} ${mc()}
		<div class="columns ${X.sidebarOpen?"sidebar-open":""}">${e}</div>
		${mo(X)} ${oo(X)} <modal-form .modal=${X.modal} .store=${X}></modal-form> ${pc()}
	</div>`}function fc(){let e=(X.state?.channels??[]).reduce((s,i)=>s+X.unread(i.id),0),t=X.current?.name??"";return`${e?`(${e}) `:""}${t?`#${t} · `:""}Evenhand sandbox`}function vc(){let e=document.getElementById("scroller");if(!e)return;let t=`${X.as}/${X.at}`;if(t!==po){po=t,Xt=!0;let s=0;e.onscroll=()=>{let a=e.scrollHeight-e.scrollTop-e.clientHeight<lc;(a||e.scrollTop<s)&&(Xt=a),s=e.scrollTop};let i=e.firstElementChild;i&&fo.disconnect(),i&&fo.observe(i)}if(X.toEnd&&(Xt=!0),X.toEnd=!1,X.highlighted&&X.highlighted!==uo){Xt=!1;let s=document.getElementById(`m-${X.highlighted}`);s?.scrollIntoView({block:"center"}),s?.focus({preventScroll:!0})}else Xt&&(e.scrollTop=e.scrollHeight);uo=X.highlighted}var fo=new ResizeObserver(()=>{let e=document.getElementById("scroller");e&&Xt&&(e.scrollTop=e.scrollHeight)});X.onChange(()=>{Oi(uc(),vo),document.title=fc(),vc()});document.addEventListener("click",e=>{let t=e.composedPath().find(s=>s instanceof HTMLAnchorElement&&s.href!=="");t&&X.jump(t.href)&&e.preventDefault()});document.addEventListener("visibilitychange",()=>{X.markRead(),X.changed()});window.addEventListener("hashchange",()=>X.fromHash());matchMedia("(prefers-color-scheme: light)").addEventListener("change",()=>location.reload());setInterval(()=>X.changed(),3e4);vo.replaceChildren();var{as:gc,wanted:bc}=Ta();X.become(gc||hc,bc||ka);
